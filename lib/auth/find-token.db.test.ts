import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

/**
 * Tokens are kept while every change is heard. Here the clock of what is kept stands still, so that nothing is read anew only
 * because it is old, and `silently` changes what nobody hears of: seen, it says that the database was asked.
 */

let database: TestDatabase;
let other: postgres.Sql;
let owner: postgres.Sql;
let clock = 0;
let auth: typeof import("@/lib/auth/find-token");

beforeAll(async () => {
  database = await testDatabase();
  // Another process, and whoever looks after the database.
  other = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  auth = await import("@/lib/auth/find-token");
});
afterAll(async () => {
  await other?.end();
  await owner?.end();
  await database?.close();
});
beforeEach(async () => {
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  await auth.startKeepingTokens();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await auth.stopKeepingTokens();
});

const request = { id: "r", ip: "192.0.2.1", userAgent: "vitest", method: "GET", path: "/test" };

async function house({ expiresAt }: { expiresAt?: Date } = {}) {
  const { db } = await import("@/db/client");
  const { apiTokens } = await import("@/db/schema/api-tokens");
  const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
  const { authenticateRequest } = await import("@/lib/auth/authenticate-request");
  const { person } = await import("@/lib/dashboards/person.fixture");
  const { userId, email } = await person("editor");
  const { token } = await createTokenForUser({ email, name: "t", ...(expiresAt ? { expiresAt } : {}) });
  const [row] = await db.select({ id: apiTokens.id }).from(apiTokens).where(eq(apiTokens.userId, userId));
  const headers = new Headers({ authorization: `Bearer ${token}` });
  const ask = async () => (await authenticateRequest(headers, request)).viewer;
  let names = 0;
  const silently = async (change: () => Promise<unknown>) => {
    await owner`alter table users disable trigger user`;
    await owner`alter table api_tokens disable trigger user`;
    await change();
    await owner`alter table users enable trigger user`;
    await owner`alter table api_tokens enable trigger user`;
  };
  /** Whether a request asks the database: it then sees a name that nobody was told of. */
  const asks = async () => {
    const name = `name ${++names}`;
    await silently(() => other`update users set name = ${name} where id = ${userId}`);
    return (await ask()).name === name;
  };
  const isKept = () => vi.waitFor(async () => expect(await asks()).toBe(false));
  return { db, apiTokens, userId, tokenId: row?.id ?? "", ask, asks, silently, isKept };
}

describe("a token that is kept", () => {
  it("is refused once another process has revoked it", async () => {
    const { ask, isKept, tokenId } = await house();
    await isKept();
    await other`update api_tokens set revoked_at = now() where id = ${tokenId}`;
    await vi.waitFor(() => expect(ask()).rejects.toMatchObject({ code: "AUTH_001" }));
  });

  it("is refused once its person is suspended or deleted elsewhere", async () => {
    const [one, two] = [await house(), await house()];
    await one.isKept();
    await two.isKept();
    await other`update users set suspended_at = now() where id = ${one.userId}`;
    await vi.waitFor(() => expect(one.ask()).rejects.toMatchObject({ code: "AUTH_001" }));
    await other`delete from users where id = ${two.userId}`;
    await vi.waitFor(() => expect(two.ask()).rejects.toMatchObject({ code: "AUTH_001" }));
  });

  it("has the rights its person is given elsewhere", async () => {
    const { ask, isKept, userId } = await house();
    await isKept();
    expect((await ask()).scopes).toContain("write");
    await other`update users set role = 'viewer' where id = ${userId}`;
    await vi.waitFor(async () => expect((await ask()).role).toBe("viewer"));
  });

  it("has what a group gives from elsewhere, and loses it", async () => {
    const { ask, isKept, userId } = await house();
    await isKept();
    const seen = (attributes: object) =>
      vi.waitFor(async () => expect((await ask()).attributes).toEqual(attributes));
    const [group] = await other<{ id: string }[]>`
      insert into groups (name, attributes) values (${`g ${userId}`}, '{"brand": ["a"]}') returning id`;
    await other`insert into group_members (group_id, user_id) values (${group?.id ?? ""}, ${userId})`;
    await seen({ brand: ["a"] });
    await isKept();
    await other`update groups set attributes = '{"brand": ["b"]}' where id = ${group?.id ?? ""}`;
    await seen({ brand: ["b"] });
    await isKept();
    await other`delete from groups where id = ${group?.id ?? ""}`;
    await seen({});
  });

  it("is refused at once where this process revoked it, before any news of that", async () => {
    const { ask, isKept, silently, db, apiTokens, tokenId } = await house();
    await isKept();
    const revoke = sql`now()`;
    await silently(() =>
      db.transaction(async (tx) => {
        await tx.update(apiTokens).set({ revokedAt: revoke }).where(eq(apiTokens.id, tokenId));
        // Another's request meanwhile: nothing has been committed yet.
        await ask();
      }),
    );
    await expect(ask()).rejects.toMatchObject({ code: "AUTH_001" });

    const again = await house();
    await again.isKept();
    await again.silently(() =>
      db.update(apiTokens).set({ revokedAt: revoke }).where(eq(apiTokens.id, again.tokenId)),
    );
    await expect(again.ask()).rejects.toMatchObject({ code: "AUTH_001" });
  });

  it("runs out by the clock", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { ask, isKept } = await house({ expiresAt });
    await isKept();
    vi.useFakeTimers({ toFake: ["Date"], now: expiresAt.getTime() - 1 });
    await ask();
    vi.setSystemTime(expiresAt);
    await expect(ask()).rejects.toMatchObject({ code: "AUTH_002" });
  });

  it("says when it was used last, to the minute, and is kept all the same", async () => {
    const { ask, asks, isKept, tokenId, apiTokens, db } = await house();
    const used = async () => {
      const [row] = await db
        .select({ ago: sql<number>`extract(epoch from now() - last_used_at)::float8` })
        .from(apiTokens)
        .where(eq(apiTokens.id, tokenId));
      return row?.ago;
    };
    await ask();
    expect(await used()).toBeLessThan(60);
    await isKept();
    await other`update api_tokens set last_used_at = now() - interval '2 minutes' where id = ${tokenId}`;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    await ask();
    expect(await used()).toBeLessThan(60);
    expect(await asks()).toBe(false);
  });
});

describe("without hearing of changes", () => {
  it("every request asks", async () => {
    const { asks, isKept } = await house();
    await isKept();
    await auth.stopKeepingTokens();
    expect(await asks()).toBe(true);
    expect(await asks()).toBe(true);
  });

  it("every request asks while the connection is lost; once it is back, they are kept again", async () => {
    const { asks, isKept } = await house();
    await isKept();
    const back = await other`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'lookflex lookflex_access' and datname = current_database()`;
    expect(back).toHaveLength(1);
    // With the clock standing still nobody tries to come back.
    await vi.waitFor(async () => expect(await asks()).toBe(true));
    expect(await asks()).toBe(true);
    clock += 10_000;
    await isKept();
  });

  it("every request asks until a silent connection has proven that it hears", async () => {
    const { asks, isKept } = await house();
    await isKept();
    clock += 2_001;
    expect(await asks()).toBe(true);
    await isKept();
  });

  it("what was changed is seen once it is old", async () => {
    const { ask, isKept, silently, userId } = await house();
    await isKept();
    await silently(() => other`update users set role = 'viewer' where id = ${userId}`);
    expect((await ask()).role).toBe("editor");
    for (let second = 0; second <= 5; second += 1) {
      clock += 1_000;
      await ask();
    }
    expect((await ask()).role).toBe("viewer");
  });
});
