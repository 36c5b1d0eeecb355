import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** Which groups a viewer is in and what row rules know of them, from sessions, tokens, the console and jobs alike. */

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "GET", path: "/test" };

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { groups, groupMembers } = await import("@/db/schema/groups");
  const { startSession } = await import("@/lib/auth/start-session");
  const { sessionCookie } = await import("@/lib/auth/session-cookie");
  const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
  const { authenticateRequest } = await import("@/lib/auth/authenticate-request");
  const { getConsoleViewer } = await import("@/lib/auth/get-console-viewer");
  const { getUserViewer } = await import("@/lib/auth/get-user-viewer");
  const { person } = await import("@/lib/dashboards/person.fixture");
  const ask = (headers: Headers) => authenticateRequest(headers, request).then(({ viewer }) => viewer);
  const { userId, email } = await person("viewer");
  const sid = await startSession(db, userId, request);
  const { name, value } = await sessionCookie({ sub: userId, sid, role: "viewer" });
  const { token } = await createTokenForUser({ email, name: "t" });
  const browser = new Headers({ cookie: `${name}=${value}` });
  const script = new Headers({ authorization: `Bearer ${token}` });
  /** All ways in must see the same. */
  const seen = async () => {
    const one = await ask(browser);
    const of = ({ groups, attributes }: typeof one) => ({ groups, attributes });
    for (const other of [await ask(script), await getConsoleViewer(email), await getUserViewer(userId, "r")])
      expect(of(other)).toEqual(of(one));
    return of(one);
  };
  const group = async (label: string, attributes: Record<string, string[]> = {}) => {
    const [row] = await db.insert(groups).values({ name: label, attributes }).returning();
    if (!row) throw new Error("no row");
    await db.insert(groupMembers).values({ groupId: row.id, userId });
    return row;
  };
  return { db, users, groups, groupMembers, userId, ask, script, seen, group };
}

describe("a viewer's groups", () => {
  it("are none, and their attributes their own, for somebody in no group", async () => {
    const { db, users, userId, seen } = await house();
    expect(await seen()).toEqual({ groups: [], attributes: {} });
    const attributes = { brand: ["닥터트루"] };
    await db.update(users).set({ attributes }).where(eq(users.id, userId));
    expect(await seen()).toEqual({ groups: [], attributes });
  });

  it("come sorted, their attributes united with the viewer's own, and bite at the next request", async () => {
    const { db, users, groups, groupMembers, userId, seen, group } = await house();
    await db
      .update(users)
      .set({ attributes: { brand: ["닥터트루"] } })
      .where(eq(users.id, userId));
    const seoul = await group("서울 팀", { region: ["서울"], brand: ["르솔", "닥터트루"] });
    const brands = await group("Brand managers", { brand: ["비비랩"] });
    const first = await seen();
    expect(first.groups).toEqual(["Brand managers", "서울 팀"]);
    expect(first.attributes).toEqual({ brand: ["닥터트루", "비비랩", "르솔"], region: ["서울"] });

    await db
      .update(groups)
      .set({ name: "부산 팀", attributes: { region: ["부산"] } })
      .where(eq(groups.id, seoul.id));
    expect(await seen()).toEqual({
      groups: ["Brand managers", "부산 팀"],
      attributes: { brand: ["닥터트루", "비비랩"], region: ["부산"] },
    });

    const mine = and(eq(groupMembers.groupId, seoul.id), eq(groupMembers.userId, userId));
    await db.delete(groupMembers).where(mine);
    await db.delete(groups).where(eq(groups.id, brands.id));
    expect(await seen()).toEqual({ groups: [], attributes: { brand: ["닥터트루"] } });
  });

  it("of others are none of theirs", async () => {
    const [one, other] = [await house(), await house()];
    await one.group("Only one", { brand: ["르솔"] });
    expect(await other.seen()).toEqual({ groups: [], attributes: {} });
  });

  it("let nobody in who is suspended", async () => {
    const { db, users, userId, ask, script, group } = await house();
    await group("Somewhere");
    await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.id, userId));
    await expect(ask(script)).rejects.toMatchObject({ code: "AUTH_001" });
  });
});
