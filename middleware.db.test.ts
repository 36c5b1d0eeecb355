import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Duty, Role } from "@/lib/access/roles";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const info = { id: "", ip: "", userAgent: "", method: "", path: "" };
let count = 0;

async function house() {
  const { db } = await import("@/db/client");
  const { sessions } = await import("@/db/schema/sessions");
  const { users } = await import("@/db/schema/users");
  const { middleware } = await import("@/middleware");
  const { insertUser } = await import("@/lib/users/insert-user");
  const { startSession } = await import("@/lib/auth/start-session");
  const { sessionCookie } = await import("@/lib/auth/session-cookie");
  const as = async (role: Role, duties: Duty[] = []) => {
    const email = `m${++count}@lookflex.example`;
    const user = await insertUser(db, { email, name: role, role, duties, passwordHash: "x" });
    const sid = await startSession(db, user.id, info);
    const { name, value } = await sessionCookie({ sub: user.id, sid, role });
    return { userId: user.id, sid, cookie: `${name}=${value}` };
  };
  const ask = (
    path: string,
    cookie = "",
    init: { method?: string; headers?: Record<string, string> } = {},
  ) => {
    const headers = { host: "localhost:3000", ...(cookie ? { cookie } : {}), ...init.headers };
    return middleware(new NextRequest(`http://localhost:3000${path}`, { method: init.method, headers }));
  };
  return { db, sessions, users, as, ask };
}

/** What happens to a page: where it leads, that it is refused, or that it is shown. */
function fate(response: Response): string {
  const location = response.headers.get("location");
  if (location) return new URL(location).pathname + new URL(location).search;
  return response.headers.get("x-middleware-rewrite") ? "refused" : "shown";
}

describe("middleware", () => {
  it("sends the signed out to the sign-in page and back, and leaves open pages open", async () => {
    const { ask } = await house();
    expect(fate(await ask("/"))).toBe("/login");
    expect(fate(await ask("/d/x?from=now-7d"))).toBe("/login?next=%2Fd%2Fx%3Ffrom%3Dnow-7d");
    expect(fate(await ask("/", "next-auth.session-token=forged"))).toBe("/login");
    for (const path of ["/login", "/invite/abc", "/api/v1/query", "/api/livez"])
      expect(fate(await ask(path))).toBe("shown");
    expect(fate(await ask("/", "", { method: "POST", headers: { "next-action": "abc" } }))).toBe("shown");
  });

  it("leaves a proxy's own sign-in aside", async () => {
    const { as, ask } = await house();
    const { cookie } = await as("viewer");
    const headers = { authorization: `Basic ${btoa("proxy:secret")}` };
    expect(fate(await ask("/", cookie, { headers }))).toBe("shown");
  });

  it("gates areas by the row's role and duties", async () => {
    const { as, ask } = await house();
    const gates = {
      "/": "",
      "/d/x": "",
      "/d/x/edit": "editor",
      "/explore/sales": "editor",
      "/admin/users": "admin",
    };
    const ladder = ["viewer", "editor", "admin"];
    for (const role of ["viewer", "editor", "admin"] as const) {
      const { cookie } = await as(role);
      for (const [path, need] of Object.entries(gates))
        expect([role, path, fate(await ask(path, cookie))]).toEqual([
          role,
          path,
          ladder.indexOf(role) >= ladder.indexOf(need) ? "shown" : "refused",
        ]);
      expect(fate(await ask("/audit", cookie))).toBe("refused");
    }
    expect(fate(await ask("/audit", (await as("viewer", ["audit"])).cookie))).toBe("shown");
  });

  it("follows a changed role and a revoked session on the next request", async () => {
    const { db, sessions, users, as, ask } = await house();
    const { userId, sid, cookie } = await as("viewer");
    await db.update(users).set({ role: "admin" }).where(eq(users.id, userId));
    expect(fate(await ask("/admin/users", cookie))).toBe("shown");
    await db.update(users).set({ role: "viewer" }).where(eq(users.id, userId));
    expect(fate(await ask("/admin/users", cookie))).toBe("refused");
    await db.update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, sid));
    expect(fate(await ask("/d/x", cookie))).toBe("/login?next=%2Fd%2Fx");
  });

  it("renews row and cookie when the last activity is old, and only then", async () => {
    const { db, sessions, as, ask } = await house();
    const { sid, cookie } = await as("viewer");
    expect((await ask("/", cookie)).headers.get("set-cookie")).toBeNull();
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`now() - interval '16 minutes'`, expiresAt: sql`now() + interval '1 hour'` })
      .where(eq(sessions.id, sid));
    const renewed = (await ask("/api/v1/query", cookie)).headers.get("set-cookie");
    expect(renewed).toMatch(/^next-auth\.session-token=.+HttpOnly; SameSite=lax/i);
    const [row] = await db.select().from(sessions).where(eq(sessions.id, sid));
    expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    expect((await ask("/", cookie)).headers.get("set-cookie")).toBeNull();
  });

  it("refuses changes asked for by other sites", async () => {
    const { as, ask } = await house();
    const { cookie } = await as("admin");
    const foreign = { method: "POST", headers: { origin: "https://evil.example" } };
    for (const path of ["/d/x", "/api/v1/users", "/api/auth/callback/credentials"])
      expect((await ask(path, cookie, foreign)).status).toBe(403);
    const own = { method: "POST", headers: { origin: "http://localhost:3000" } };
    expect((await ask("/d/x", cookie, own)).status).toBe(200);
  });

  it("gives each page its own nonce, and the API none", async () => {
    const { ask } = await house();
    const policy = async (path: string) => (await ask(path)).headers.get("content-security-policy") ?? "";
    const nonces = [await policy("/login"), await policy("/login")].map(
      (p) => /'nonce-([^']+)'/.exec(p)?.[1],
    );
    expect(nonces[0]).toBeTruthy();
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(await policy("/api/v1/query")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await policy("/api/livez")).toContain("frame-ancestors 'none'");
  });
});
