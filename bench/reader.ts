import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { authenticateRequest } from "@/lib/auth/authenticate-request";
import { createTokenForUser } from "@/lib/tokens/create-token-for-user";
import { createUserFromConsole } from "@/lib/users/create-user-from-console";
import { findUserByEmail } from "@/lib/users/find-user-by-email";

const EMAIL = "reader@bench.example";
const DAY_MS = 86_400_000;

/** Somebody under the row rule who may see every country, by a token that is counted like anybody's. */
export async function signIn(ownerUrl: string): Promise<{ viewer: Viewer; token: string }> {
  const sql = postgres(ownerUrl, { max: 1 });
  const countries = await sql<{ value: string }[]>`select value from floor.country order by 1`;
  await sql.end({ timeout: 1 });
  const attributes = { country: countries.map(({ value }) => value) };
  const found = await findUserByEmail(db, EMAIL);
  if (found) await db.update(users).set({ attributes }).where(eq(users.id, found.id));
  else {
    const password = randomBytes(24).toString("base64url");
    await createUserFromConsole({ user: { email: EMAIL, name: "Reader", password }, attributes });
  }
  const expiresAt = new Date(Date.now() + DAY_MS);
  const { token } = await createTokenForUser({ email: EMAIL, name: "bench", expiresAt });
  const request = { id: randomUUID(), ip: "", userAgent: "bench", method: "POST", path: "/api/v1/query" };
  const { viewer } = await authenticateRequest(new Headers({ authorization: `Bearer ${token}` }), request);
  return { viewer, token };
}
