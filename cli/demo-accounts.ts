import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { users } from "@/db/schema/users";
import type { Duty, Role } from "@/lib/access/roles";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { hashSecret } from "@/lib/auth/secrets";
import type { Env } from "@/lib/env";
import { createTokenForUser } from "@/lib/tokens/create-token-for-user";
import { createUserFromConsole } from "@/lib/users/create-user-from-console";
import { findUserByEmail } from "@/lib/users/find-user-by-email";

const DemoAccount = z.object({
  role: z.enum(["admin", "editor", "viewer", "auditor"]),
  email: z.string(),
  password: z.string(),
  token: z.string(),
});
export type DemoAccount = z.infer<typeof DemoAccount>;

/** `demo.json` in the data folder, mode 600: how scripts and people get in. `databaseUrl` is the serving role's. */
const DemoFile = z.object({ url: z.string(), databaseUrl: z.string(), accounts: z.array(DemoAccount) });

const PEOPLE: readonly {
  account: DemoAccount["role"];
  name: string;
  email: string;
  role: Role;
  duties: Duty[];
}[] = [
  { account: "admin", name: "김서연", email: "seoyeon.kim@lookflex.example", role: "admin", duties: [] },
  { account: "editor", name: "이준호", email: "junho.lee@lookflex.example", role: "editor", duties: [] },
  { account: "viewer", name: "박지민", email: "jimin.park@lookflex.example", role: "viewer", duties: [] },
  {
    account: "auditor",
    name: "최은영",
    email: "eunyoung.choi@lookflex.example",
    role: "viewer",
    duties: ["audit"],
  },
];

const demoFile = (env: Env) => path.join(env.dataDir, "demo.json");

async function readDemoFile(env: Env): Promise<DemoAccount[]> {
  const content = await readFile(demoFile(env), "utf8").catch(() => null);
  if (content === null) return [];
  const parsed = z.object({ accounts: z.array(DemoAccount) }).safeParse(JSON.parse(content));
  return parsed.success ? parsed.data.accounts : [];
}

/** The person of that account, made, or put back to the role and the password that demo.json promises. */
async function ensurePerson(person: (typeof PEOPLE)[number], password: string): Promise<string> {
  const { name, email, role, duties } = person;
  const found = await findUserByEmail(db, email);
  if (!found) return (await createUserFromConsole({ user: { email, name, role, password }, duties })).id;
  const [row] = await db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, found.id));
  const kept = row?.passwordHash ?? null;
  const passwordHash = (await verifyPassword(kept, password)) ? kept : await hashPassword(password);
  await db.update(users).set({ role, duties, passwordHash, suspendedAt: null }).where(eq(users.id, found.id));
  return found.id;
}

async function ensureToken(userId: string, email: string, kept: string | undefined): Promise<string> {
  if (kept) {
    const [found] = await db
      .select({ id: apiTokens.id })
      .from(apiTokens)
      .where(
        and(eq(apiTokens.hash, hashSecret(kept)), eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)),
      );
    if (found) return kept;
  }
  return (await createTokenForUser({ email, name: "demo", rateLimitExempt: true })).token;
}

/** The demo's four accounts. Passwords and tokens stay as demo.json has them; what is missing is made. */
export async function ensureDemoAccounts(env: Env): Promise<DemoAccount[]> {
  const kept = await readDemoFile(env);
  return Promise.all(
    PEOPLE.map(async (person) => {
      const before = kept.find(({ role, email }) => role === person.account && email === person.email);
      const password = before?.password ?? randomBytes(12).toString("base64url");
      const userId = await ensurePerson(person, password);
      const token = await ensureToken(userId, person.email, before?.token);
      return { role: person.account, email: person.email, password, token };
    }),
  );
}

/** Writes demo.json whole or not at all. */
export async function writeDemoFile(env: Env, accounts: DemoAccount[]): Promise<void> {
  const content: z.infer<typeof DemoFile> = { url: env.siteUrl, databaseUrl: env.databaseUrl, accounts };
  const draft = `${demoFile(env)}.new`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, demoFile(env));
}

/** The table a person copies from; tokens are in demo.json only. */
export function printAccounts(env: Env, accounts: DemoAccount[]): void {
  const width = Math.max(...accounts.map(({ email }) => email.length));
  console.log("\nAccounts");
  for (const { role, email, password } of accounts) {
    console.log(`  ${role.padEnd(8)}  ${email.padEnd(width)}  ${password}`);
  }
  console.log(`\nAPI tokens: ${demoFile(env)}`);
}
