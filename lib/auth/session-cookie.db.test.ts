import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let secret: string;
let cookies: typeof import("@/lib/auth/session-cookie");
beforeAll(async () => {
  Object.assign(process.env, { SITE_URL: "https://bi.example.com", SESSION_IDLE_DAYS: "7" });
  database = await testDatabase();
  secret = (await import("@/lib/env")).env().appSecret;
  cookies = await import("@/lib/auth/session-cookie");
});
afterAll(() => database.close());

const token = { sub: crypto.randomUUID(), sid: crypto.randomUUID(), role: "editor" as const };
const read = (name: string, value: string) =>
  cookies.readSessionCookie(new Headers({ cookie: `a=1; ${name}=${value}; b=2` }));

describe("the session's cookie", () => {
  it("is the browser's alone, and on https never sent without", async () => {
    const { value, ...cookie } = await cookies.sessionCookie(token);
    expect(cookie).toEqual({
      name: "__Secure-next-auth.session-token",
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: true,
      maxAge: 7 * 86_400,
    });
    expect(await read(cookie.name, value)).toEqual(token);
    // What a page without TLS could have set does not count.
    expect(await read("next-auth.session-token", value)).toBeNull();
  });

  it("is believed when we made it, it has not run out and says what it should", async () => {
    const name = cookies.sessionCookieName();
    const made = (claims: object, by = secret, maxAge = 60) =>
      encode({ token: { ...claims }, secret: by, maxAge });
    expect(await read(name, await made(token))).toEqual(token);
    expect(await read(name, await made(token, `${secret}x`))).toBeNull();
    expect(await read(name, await made(token, secret, -3600))).toBeNull();
    expect(await read(name, await made({ ...token, sid: "1" }))).toBeNull();
    expect(await read(name, await made({ ...token, role: "owner" }))).toBeNull();
    expect(await read(name, "eyJhbGciOiJub25lIn0.e30.")).toBeNull();
    expect(await read(name, "")).toBeNull();
  });
});
