import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** What a failed sign-in costs is one argon2id verification, whatever made it fail: that is what its time consists of. */

const verified = vi.hoisted(() => vi.fn());
vi.mock("@node-rs/argon2", async (load) => {
  const argon2 = await load<typeof import("@node-rs/argon2")>();
  const verify: typeof argon2.verify = async (hash, password, ...rest) => {
    const fits = await argon2.verify(hash, password, ...rest);
    // Only what was computed to its end: a hash that can't be read throws, at once.
    verified(hash);
    return fits;
  };
  return { ...argon2, verify };
});

const PASSWORD = "a password for tests";
let database: TestDatabase;
const emails = { known: "", suspended: "", withoutPassword: "", unknown: "nobody@lookflex.example" };
beforeAll(async () => {
  database = await testDatabase();
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { hashPassword } = await import("@/lib/auth/password");
  const passwordHash = await hashPassword(PASSWORD);
  for (const name of ["known", "suspended", "withoutPassword"] as const) {
    emails[name] = `${name}@lookflex.example`;
    await db.insert(users).values({ email: emails[name], name, role: "viewer", passwordHash });
  }
  await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.email, emails.suspended));
  await db.update(users).set({ passwordHash: null }).where(eq(users.email, emails.withoutPassword));
});
afterAll(() => database.close());
beforeEach(() => verified.mockClear());

/** Algorithm, version, costs, and how long salt and hash are. */
function shapeOf(phc: string) {
  const [, algorithm, version, costs, salt = "", hash = ""] = phc.split("$");
  return { algorithm, version, costs, salt: salt.length, hash: hash.length };
}

describe("a failed sign-in", () => {
  it.each([
    ["a wrong password", "known", "wrong"],
    ["an empty password", "known", ""],
    ["an address nobody has", "unknown", "wrong"],
    ["somebody without a password", "withoutPassword", "wrong"],
    ["somebody suspended, wrongly", "suspended", "wrong"],
    ["somebody suspended, rightly", "suspended", PASSWORD],
  ] as const)("by %s verifies one hash of the same making", async (_, who, password) => {
    const { checkCredentials } = await import("@/lib/auth/check-credentials");
    const { hashPassword } = await import("@/lib/auth/password");
    const request = { id: "r", ip: `192.0.2.${who.length}`, userAgent: "", method: "POST", path: "/test" };
    const attempt = checkCredentials({ email: emails[who], password }, request);
    await expect(attempt).rejects.toMatchObject({ code: "AUTH_003" });
    expect(verified).toHaveBeenCalledTimes(1);
    const [[hash]] = verified.mock.calls as [[string]];
    expect(shapeOf(hash)).toEqual(shapeOf(await hashPassword("any")));
  });
});
