import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
afterEach(() => {
  vi.useRealTimers();
});
/** Doors are shut for seconds: a busy machine must not open them. */
const stopTheClock = () => vi.useFakeTimers({ toFake: ["Date"] });

const PASSWORD = "a password for tests";
const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "POST", path: "/test" };

/** Loaded after the environment points at the test's database. */
async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { sessions } = await import("@/db/schema/sessions");
  const { apiTokens } = await import("@/db/schema/api-tokens");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { createUserFromConsole } = await import("@/lib/users/create-user-from-console");
  const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
  const { checkCredentials } = await import("@/lib/auth/check-credentials");
  const { authenticateRequest } = await import("@/lib/auth/authenticate-request");
  const { sessionCookie } = await import("@/lib/auth/session-cookie");
  let count = 0;
  const person = async (
    role: "viewer" | "editor" | "admin" = "viewer",
    duties: ("audit" | "billing")[] = [],
  ) => {
    const email = `p${++count}-${Math.random().toString(36).slice(2)}@lookflex.example`;
    return createUserFromConsole({ user: { email, name: email, role, password: PASSWORD }, duties });
  };
  const signIn = async (email: string) => {
    const token = await checkCredentials({ email, password: PASSWORD }, request);
    const { name, value } = await sessionCookie(token);
    return { ...token, headers: new Headers({ cookie: `other=1; ${name}=${value}` }) };
  };
  const ask = (headers: Headers) => authenticateRequest(headers, request).then(({ viewer }) => viewer);
  return {
    db,
    users,
    sessions,
    apiTokens,
    auditLog,
    createTokenForUser,
    checkCredentials,
    authenticateRequest,
    person,
    signIn,
    ask,
  };
}

describe("sessions", () => {
  it("sign in whatever the case of the address, and leave a row and an audit entry", async () => {
    const { db, person, signIn, ask, sessions, auditLog } = await house();
    const user = await person("editor");
    const { sid, headers } = await signIn(`  ${user.email.toUpperCase()} `);
    expect(await ask(headers)).toMatchObject({
      userId: user.id,
      role: "editor",
      sessionId: sid,
      scopes: null,
    });
    const [row] = await db.select().from(sessions).where(eq(sessions.id, sid));
    expect(row).toMatchObject({ userId: user.id, ip: request.ip, userAgent: request.userAgent });
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, user.id));
    expect(entries.map(({ action }) => action)).toEqual(["session.start"]);
  });

  it("answer a wrong password, an unknown address and a suspended person alike", async () => {
    const { db, users, person, checkCredentials } = await house();
    const user = await person();
    const gone = await person();
    await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.id, gone.id));
    const attempts = [
      { email: user.email, password: "wrong" },
      { email: "nobody@lookflex.example", password: PASSWORD },
      { email: gone.email, password: PASSWORD },
      { email: user.email, password: "" },
      { email: "\0", password: "x" },
      {},
      undefined,
    ];
    for (const attempt of attempts)
      await expect(checkCredentials(attempt, request)).rejects.toMatchObject({ code: "AUTH_003" });
  });

  it("are refused at once when revoked, suspended, expired or forged", async () => {
    const { db, users, sessions, person, signIn, ask } = await house();
    const user = await person();
    const revoked = await signIn(user.email);
    await db.update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, revoked.sid));
    await expect(ask(revoked.headers)).rejects.toMatchObject({ code: "AUTH_001" });

    const expired = await signIn(user.email);
    await db.update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, expired.sid));
    await expect(ask(expired.headers)).rejects.toMatchObject({ code: "AUTH_002" });

    const live = await signIn(user.email);
    expect(await ask(live.headers)).toMatchObject({ userId: user.id });
    await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.id, user.id));
    await expect(ask(live.headers)).rejects.toMatchObject({ code: "AUTH_001" });

    const forged = new Headers({ cookie: "next-auth.session-token=eyJhbGciOiJkaXIifQ..x.y.z" });
    await expect(ask(forged)).rejects.toMatchObject({ code: "AUTH_001" });
    await expect(ask(new Headers())).rejects.toMatchObject({ code: "AUTH_001" });
  });

  it("follow the row's role, not the cookie's", async () => {
    const { db, users, person, signIn, ask } = await house();
    const user = await person("admin");
    const { headers, role } = await signIn(user.email);
    expect(role).toBe("admin");
    await db.update(users).set({ role: "viewer" }).where(eq(users.id, user.id));
    expect(await ask(headers)).toMatchObject({ role: "viewer" });
  });

  it("make one name at one address wait after five failures, that address alone, and say for how long", async () => {
    const { person, checkCredentials } = await house();
    const user = await person();
    const from = (ip: string, password: string) =>
      checkCredentials({ email: user.email, password }, { ...request, ip });
    stopTheClock();
    for (let i = 0; i < 5; i++)
      await expect(from("198.51.100.1", "wrong")).rejects.toMatchObject({ code: "AUTH_003" });
    await expect(from("198.51.100.1", PASSWORD)).rejects.toMatchObject({
      code: "RATE_001",
      status: 429,
      retryAfter: 1,
    });
    expect(await from("198.51.100.2", PASSWORD)).toMatchObject({ sub: user.id });
  });

  it("make attempts wait that come all at once, too", async () => {
    const { person, checkCredentials } = await house();
    const { email } = await person();
    stopTheClock();
    const attempts = Array.from({ length: 50 }, () =>
      checkCredentials({ email, password: "wrong" }, { ...request, ip: "198.51.100.3" }).catch(
        ({ code }) => code,
      ),
    );
    const codes = await Promise.all(attempts);
    expect(codes.filter((code) => code === "AUTH_003")).toHaveLength(5);
    expect(codes.filter((code) => code === "RATE_001")).toHaveLength(45);
  });

  it("are refused to strangers at an address that guesses, not to whom it knows", async () => {
    const { person, checkCredentials } = await house();
    const [known, stranger] = [await person(), await person()];
    const here = { ...request, ip: "198.51.100.30" };
    const signInHere = (email: string, password: string) => checkCredentials({ email, password }, here);
    await signInHere(known.email, PASSWORD);
    stopTheClock();
    for (let i = 0; i < 60; i++)
      await signInHere(`guess-${i}@lookflex.example`, "wrong").catch(() => undefined);
    await expect(signInHere(stranger.email, PASSWORD)).rejects.toMatchObject({ code: "RATE_001" });
    expect(await signInHere(known.email, PASSWORD)).toMatchObject({ sub: known.id });
  });

  it("tell of the failures since the last one: how many, when, from where", async () => {
    const { person, signIn, ask, checkCredentials } = await house();
    const { getSignInFailures } = await import("@/lib/auth/get-sign-in-failures");
    const [user, other] = [await person(), await person()];
    const failuresAfter = async () => getSignInFailures(await ask((await signIn(user.email)).headers));
    const fail = (email: string, ip: string) =>
      checkCredentials({ email, password: "wrong" }, { ...request, ip }).catch(() => undefined);
    expect(await failuresAfter()).toBeNull();
    for (const ip of ["198.51.100.10", "198.51.100.11", "198.51.100.12"]) await fail(user.email, ip);
    await fail(other.email, "198.51.100.13");
    const told = await failuresAfter();
    expect(told).toMatchObject({ count: 3, lastIp: "198.51.100.12" });
    expect(Date.parse(told!.lastAt)).toBeLessThanOrEqual(Date.now());
    expect(await failuresAfter()).toBeNull();
  });

  it("take as long for an address nobody has as for a wrong password", async () => {
    const { person, checkCredentials } = await house();
    const { email } = await person();
    const took = async (name: string, i: number) => {
      const from = performance.now();
      await checkCredentials({ email: name, password: "wrong" }, { ...request, ip: `203.0.113.${i}` }).catch(
        () => undefined,
      );
      return performance.now() - from;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    // In turns and each order as often, so that a busy machine slows both alike.
    for (let i = 0; i < 80; i++) {
      const first = i % 2 === 0;
      if (first) known.push(await took(email, i));
      unknown.push(await took("nobody-at-all@lookflex.example", i));
      if (!first) known.push(await took(email, i));
    }
    // How often a wrong password took longer: a half when nothing tells them apart, all or none when one is not hashed.
    const pairs = known.flatMap((a) => unknown.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
    const share = pairs.reduce((sum: number, one) => sum + one, 0) / pairs.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
  });

  it("are renewed only when the last activity is old", async () => {
    const { db, sessions, person, signIn } = await house();
    const { isDueForRenewal, renewSession } = await import("@/lib/auth/renew-session");
    const { loadSession } = await import("@/lib/auth/load-session");
    const { sid } = await signIn((await person()).email);
    const fresh = await loadSession(sid);
    const seen = fresh!.lastSeenAt.getTime();
    expect(isDueForRenewal(fresh!, seen + 15 * 60_000 - 1)).toBe(false);
    expect(isDueForRenewal(fresh!, seen + 15 * 60_000)).toBe(true);
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`now() - interval '1 day'`, expiresAt: sql`now() + interval '1 day'` })
      .where(eq(sessions.id, sid));
    await renewSession((await loadSession(sid))!);
    const renewed = await loadSession(sid);
    expect(renewed!.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    expect(isDueForRenewal(renewed!)).toBe(false);
  });
});

describe("tokens", () => {
  it("never reach above what their owner may now", async () => {
    const { db, users, person, createTokenForUser, ask } = await house();
    const user = await person("admin", ["audit"]);
    const { token } = await createTokenForUser({ email: user.email, name: "all" });
    const headers = new Headers({ authorization: `bearer ${token}` });
    expect((await ask(headers)).scopes).toEqual(["read", "query", "export", "write", "admin", "audit"]);
    await db.update(users).set({ role: "editor", duties: [] }).where(eq(users.id, user.id));
    expect(await ask(headers)).toMatchObject({
      role: "editor",
      scopes: ["read", "query", "export", "write"],
    });
  });

  it("note their use, to the minute", async () => {
    const { db, apiTokens, person, createTokenForUser, ask } = await house();
    const { token, id } = await createTokenForUser({ email: (await person()).email, name: "t" });
    const headers = new Headers({ "x-api-key": token });
    const lastUsed = async () =>
      (await db.select().from(apiTokens).where(eq(apiTokens.id, id)))[0]?.lastUsedAt ?? null;
    expect(await lastUsed()).toBeNull();
    await ask(headers);
    const first = await lastUsed();
    expect(first).not.toBeNull();
    await ask(headers);
    expect(await lastUsed()).toEqual(first);
    await db
      .update(apiTokens)
      .set({ lastUsedAt: sql`now() - interval '2 minutes'` })
      .where(eq(apiTokens.id, id));
    await ask(headers);
    expect((await lastUsed())!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
  });

  it("are refused when unknown, revoked, run out or their owner is suspended; a good cookie does not save a bad token", async () => {
    const { db, apiTokens, users, person, signIn, createTokenForUser, ask } = await house();
    const user = await person();
    const { headers } = await signIn(user.email);
    headers.set("authorization", "Bearer lf_unknown");
    await expect(ask(headers)).rejects.toMatchObject({ code: "AUTH_001" });
    headers.set("authorization", "Basic dXNlcjpwYXNz");
    expect(await ask(headers)).toMatchObject({ userId: user.id });

    const made = await createTokenForUser({ email: user.email, name: "t" });
    const key = new Headers({ "x-api-key": made.token });
    await db.update(apiTokens).set({ expiresAt: sql`now()` }).where(eq(apiTokens.id, made.id));
    await expect(ask(key)).rejects.toMatchObject({ code: "AUTH_002" });
    await db
      .update(apiTokens)
      .set({ expiresAt: null, revokedAt: sql`now()` })
      .where(eq(apiTokens.id, made.id));
    await expect(ask(key)).rejects.toMatchObject({ code: "AUTH_001" });
    await db.update(apiTokens).set({ revokedAt: null }).where(eq(apiTokens.id, made.id));
    expect(await ask(key)).toMatchObject({ tokenId: made.id });
    await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.id, user.id));
    await expect(ask(key)).rejects.toMatchObject({ code: "AUTH_001" });
  });

  it("give away neither more than their maker may nor more than the token they were made with", async () => {
    const { person, createTokenForUser, ask } = await house();
    const { createToken } = await import("@/lib/tokens/create-token");
    const user = await person("admin");
    const narrow = await createTokenForUser({ email: user.email, name: "n", scopes: ["read", "write"] });
    const viewer = await ask(new Headers({ "x-api-key": narrow.token }));
    await expect(createToken(viewer, { name: "x", scopes: ["read", "admin"] })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path: "scopes", key: "scopeNotAllowed" }],
    });
    const made = await createToken(viewer, { name: "x", scopes: ["read"] });
    expect(made.token).toMatch(/^lf_[\w-]{43}$/);
    expect(made.token.startsWith(made.prefix)).toBe(true);
  });

  it("are listed and revoked by their owner alone", async () => {
    const { db, apiTokens, person, createTokenForUser, ask } = await house();
    const { listTokens } = await import("@/lib/tokens/list-tokens");
    const { deleteToken } = await import("@/lib/tokens/delete-token");
    const [mine, other] = [await person(), await person("admin")];
    const made = await createTokenForUser({ email: mine.email, name: "m" });
    const otherMade = await createTokenForUser({ email: other.email, name: "o" });
    const owner = await ask(new Headers({ "x-api-key": made.token }));
    const stranger = await ask(new Headers({ "x-api-key": otherMade.token }));
    await expect(deleteToken(stranger, { id: made.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const listed = await listTokens(owner);
    expect(listed.map(({ id }) => id)).toEqual([made.id]);
    expect(JSON.stringify(listed)).not.toContain(made.token);
    const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, made.id));
    expect(JSON.stringify(row)).not.toContain(made.token);
    await deleteToken(owner, { id: made.id });
    expect(await listTokens(owner)).toEqual([]);
  });
});
