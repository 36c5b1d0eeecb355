import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { person } from "@/lib/dashboards/person.fixture";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function house() {
  const { db } = await import("@/db/client");
  const { sessions } = await import("@/db/schema/sessions");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { startSession } = await import("@/lib/auth/start-session");
  const { loadSession } = await import("@/lib/auth/load-session");
  const { listSessions } = await import("@/lib/sessions/list-sessions");
  const { revokeSession } = await import("@/lib/sessions/revoke-session");
  const { revokeOtherSessions } = await import("@/lib/sessions/revoke-other-sessions");
  /** Somebody signed in `times` times; the viewer is the first of them. */
  const signedIn = async (times: number): Promise<{ viewer: Viewer; ids: string[] }> => {
    const viewer = await person("viewer");
    const ids: string[] = [];
    for (let i = 0; i < times; i++)
      ids.push(await startSession(db, viewer.userId, { ...viewer.request, userAgent: `agent ${i}` }));
    return { viewer: { ...viewer, sessionId: ids[0] ?? null }, ids };
  };
  const state = async (id: string | undefined) => (await loadSession(id ?? ""))?.state;
  return { db, sessions, auditLog, listSessions, revokeSession, revokeOtherSessions, signedIn, state };
}

describe("sessions", () => {
  it("are listed to their person alone, this one first, without those that ended", async () => {
    const { db, sessions, listSessions, revokeSession, signedIn } = await house();
    const { viewer, ids } = await signedIn(4);
    await signedIn(1);
    await revokeSession(viewer, { id: ids[1] ?? "" });
    await db
      .update(sessions)
      .set({ expiresAt: new Date(0) })
      .where(eq(sessions.id, ids[2] ?? ""));
    const listed = await listSessions(viewer);
    expect(listed.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [ids[0], true],
      [ids[3], false],
    ]);
    expect(listed[1]?.userAgent).toBe("agent 3");
  });

  it("end one by one, from the next request on, and never somebody else's", async () => {
    const { db, auditLog, revokeSession, signedIn, state } = await house();
    const { viewer, ids } = await signedIn(2);
    const { ids: strangers } = await signedIn(1);
    await revokeSession(viewer, { id: ids[1] ?? "" });
    expect(await state(ids[1])).toBe("ended");
    expect(await state(ids[0])).toBe("live");
    const missing = { code: "NOT_FOUND" };
    await expect(revokeSession(viewer, { id: ids[1] ?? "" })).rejects.toMatchObject(missing);
    await expect(revokeSession(viewer, { id: strangers[0] ?? "" })).rejects.toMatchObject(missing);
    expect(await state(strangers[0])).toBe("live");
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, viewer.userId));
    expect(entries.filter(({ action }) => action === "session.revoke")).toHaveLength(1);
  });

  it("end all at once but for this one", async () => {
    const { revokeOtherSessions, signedIn, state } = await house();
    const { viewer, ids } = await signedIn(3);
    const { ids: strangers } = await signedIn(1);
    expect(await revokeOtherSessions(viewer)).toEqual({ ended: 2 });
    expect(await Promise.all(ids.map(state))).toEqual(["live", "ended", "ended"]);
    expect(await state(strangers[0])).toBe("live");
    expect(await revokeOtherSessions(viewer)).toEqual({ ended: 0 });
  });
});
