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

const HOUR = 3_600_000;

async function house() {
  const { db } = await import("@/db/client");
  const { apiTokens } = await import("@/db/schema/api-tokens");
  const { users } = await import("@/db/schema/users");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { authenticateRequest } = await import("@/lib/auth/authenticate-request");
  const { createToken } = await import("@/lib/tokens/create-token");
  const { listTokens } = await import("@/lib/tokens/list-tokens");
  const { listUserTokens } = await import("@/lib/tokens/list-user-tokens");
  const { revokeUserToken } = await import("@/lib/tokens/revoke-user-token");
  const { rotateToken } = await import("@/lib/tokens/rotate-token");
  const ask = async (token: string): Promise<Viewer> =>
    (
      await authenticateRequest(
        new Headers({ authorization: `Bearer ${token}` }),
        (
          await person("viewer")
        ).request,
      )
    ).viewer;
  const row = async (id: string) => (await db.select().from(apiTokens).where(eq(apiTokens.id, id)))[0];
  return {
    db,
    apiTokens,
    users,
    auditLog,
    ask,
    row,
    createToken,
    listTokens,
    listUserTokens,
    revokeUserToken,
    rotateToken,
  };
}

describe("rotating a token", () => {
  it("gives a new secret at once, and the old one the hours that were chosen", async () => {
    const { createToken, rotateToken, ask, row, db, apiTokens, auditLog } = await house();
    const owner = await person("editor");
    const expiresAt = new Date(Date.now() + 90 * 24 * HOUR).toISOString();
    const old = await createToken(owner, { name: "nightly", scopes: ["read", "export"], expiresAt });
    const made = await rotateToken(owner, { id: old.id, overlapHours: 24 });
    expect(made).toMatchObject({ name: "nightly", scopes: ["read", "export"] });
    expect(made.token).not.toBe(old.token);
    expect(Math.abs((made.expiresAt?.getTime() ?? 0) - Date.parse(expiresAt))).toBeLessThan(HOUR);
    expect((await ask(old.token)).tokenId).toBe(old.id);
    expect((await ask(made.token)).tokenId).toBe(made.id);
    const ends = (await row(old.id))?.expiresAt?.getTime() ?? 0;
    expect(Math.abs(ends - Date.now() - 24 * HOUR)).toBeLessThan(HOUR / 60);
    await db
      .update(apiTokens)
      .set({ expiresAt: new Date(0) })
      .where(eq(apiTokens.id, old.id));
    await expect(ask(old.token)).rejects.toMatchObject({ code: "AUTH_002" });
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, owner.userId));
    const entry = entries.find(({ action }) => action === "token.rotate");
    expect(entry?.metadata).toMatchObject({ id: made.id, replaces: old.id, scopes: ["read", "export"] });
    expect(JSON.stringify(entries)).not.toContain(made.token);
  });

  it("without overlap ends the old one at once, and never lengthens its life", async () => {
    const { createToken, rotateToken, ask, row } = await house();
    const owner = await person("viewer");
    const first = await createToken(owner, { name: "a", scopes: ["read"] });
    const made = await rotateToken(owner, { id: first.id, overlapHours: 0 });
    expect(made.expiresAt).toBeNull();
    await expect(ask(first.token)).rejects.toMatchObject({ code: "AUTH_001" });
    await expect(rotateToken(owner, { id: first.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const soon = new Date(Date.now() + HOUR);
    const short = await createToken(owner, { name: "b", scopes: ["read"], expiresAt: soon.toISOString() });
    await rotateToken(owner, { id: short.id, overlapHours: 168 });
    expect((await row(short.id))?.expiresAt).toEqual(soon);
  });

  it("takes seven days of overlap at most", async () => {
    const { createToken, rotateToken } = await house();
    const owner = await person("viewer");
    const { id } = await createToken(owner, { name: "a", scopes: ["read"] });
    for (const overlapHours of [169, -1, 0.5])
      await expect(rotateToken(owner, { id, overlapHours })).rejects.toMatchObject({ code: "INPUT_001" });
  });

  it("is the owner's alone, and no way from a narrow token to a wide one", async () => {
    const { createToken, rotateToken, ask } = await house();
    const owner = await person("admin");
    const wide = await createToken(owner, { name: "wide", scopes: ["read", "write", "admin"] });
    const narrow = await createToken(owner, { name: "narrow", scopes: ["write"] });
    await expect(rotateToken(await person("admin"), { id: wide.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(rotateToken(await ask(narrow.token), { id: wide.id })).rejects.toMatchObject({
      fields: [{ path: "id", key: "scopeNotAllowed" }],
    });
    expect((await rotateToken(await ask(wide.token), { id: narrow.id })).scopes).toEqual(["write"]);
  });
});

describe("a token's scopes", () => {
  it("are never more than its owner may now: made, used and rotated", async () => {
    const { createToken, rotateToken, ask, db, users } = await house();
    const admin = await person("admin");
    await expect(createToken(admin, { name: "x", scopes: ["audit"] })).rejects.toMatchObject({
      fields: [{ path: "scopes", key: "scopeNotAllowed" }],
    });
    const made = await createToken(admin, { name: "x", scopes: ["read", "admin"] });
    expect((await ask(made.token)).scopes).toEqual(["read", "admin"]);
    await db.update(users).set({ role: "viewer" }).where(eq(users.id, admin.userId));
    expect((await ask(made.token)).scopes).toEqual(["read"]);
    const demoted: Viewer = { ...admin, role: "viewer" };
    expect((await rotateToken(demoted, { id: made.id })).scopes).toEqual(["read"]);
    const only = await createToken(admin, { name: "y", scopes: ["admin"] });
    await expect(rotateToken(demoted, { id: only.id })).rejects.toMatchObject({ code: "INPUT_001" });
  });
});

describe("anyone's tokens", () => {
  it("are listed and revoked by admins, without their hashes, on record with the owner", async () => {
    const { createToken, listUserTokens, revokeUserToken, ask, db, auditLog } = await house();
    const [admin, owner] = [await person("admin"), await person("viewer")];
    const made = await createToken(owner, { name: "x", scopes: ["read"] });
    const listed = await listUserTokens(admin, { userId: owner.userId });
    expect(listed).toMatchObject([{ id: made.id, prefix: made.prefix }]);
    expect(JSON.stringify(listed)).not.toMatch(/hash/);
    await revokeUserToken(admin, { id: made.id });
    await expect(ask(made.token)).rejects.toMatchObject({ code: "AUTH_001" });
    expect(await listUserTokens(admin, { userId: owner.userId })).toEqual([]);
    const [entry] = await db.select().from(auditLog).where(eq(auditLog.userId, admin.userId));
    expect(entry).toMatchObject({ action: "token.revoke", metadata: { owner: owner.userId } });
    await expect(revokeUserToken(admin, { id: made.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each(["viewer", "editor"] as const)("are none of a %s's business", async (role) => {
    const { createToken, listUserTokens, revokeUserToken } = await house();
    const [viewer, owner] = [await person(role), await person("viewer")];
    const { id } = await createToken(owner, { name: "x", scopes: ["read"] });
    const refused = { code: "AUTH_004" };
    await expect(listUserTokens(viewer, { userId: owner.userId })).rejects.toMatchObject(refused);
    await expect(revokeUserToken(viewer, { id })).rejects.toMatchObject(refused);
  });
});
