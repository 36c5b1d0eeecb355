import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { type MailServer, mailServer } from "@/tests/mail-server";

let database: TestDatabase;
let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
  Object.assign(process.env, { SMTP_URL: server.url, MAIL_FROM: "lookflex@example.com" });
  database = await testDatabase();
});
beforeEach(() => {
  server.mails.length = 0;
});
afterAll(async () => {
  const { closeMail } = await import("@/lib/mail/send-mail");
  await closeMail();
  await server.close();
  await database.close();
});

const OLD = "a password for tests";
const NEW = "quiet lamps over water";
let count = 0;

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { sessions } = await import("@/db/schema/sessions");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { passwordResets } = await import("@/db/schema/password-resets");
  const { createUserFromConsole } = await import("@/lib/users/create-user-from-console");
  const { checkCredentials } = await import("@/lib/auth/check-credentials");
  const { requestPasswordReset } = await import("@/lib/passwords/request-password-reset");
  const { getPasswordReset } = await import("@/lib/passwords/get-password-reset");
  const { resetPassword } = await import("@/lib/passwords/reset-password");
  const { mailSettled } = await import("@/lib/mail/send-mail");
  // An address each, or one test's limit would be another's.
  const request = { id: "r", ip: `192.0.2.${++count}`, userAgent: "vitest", method: "POST", path: "/reset" };
  const person = (locale: "en" | "ko" = "en") => {
    const email = `forgetful-${++count}@lookflex.example`;
    return createUserFromConsole({ user: { email, name: "Minsu", role: "viewer", password: OLD, locale } });
  };
  const ask = async (email: string) => {
    await requestPasswordReset({ email }, request);
    await mailSettled();
  };
  const tokenIn = (index = -1) => /\/reset\/([\w-]{43})/.exec(server.mails.at(index)?.text ?? "")?.[1] ?? "";
  const reset = (token: string, password = NEW) => resetPassword({ token, password }, request);
  const signIn = (email: string, password: string) => checkCredentials({ email, password }, request);
  return {
    ...{ db, users, sessions, auditLog, passwordResets, getPasswordReset, mailSettled, request },
    ...{ person, ask, tokenIn, reset, signIn, requestPasswordReset },
  };
}

describe("a forgotten password", () => {
  it("is replaced by a mailed link: once, with every session ended, and on record", async () => {
    const { db, sessions, auditLog, person, ask, tokenIn, reset, signIn, getPasswordReset, mailSettled } =
      await house();
    const user = await person("ko");
    await signIn(user.email, OLD);
    await ask(user.email.toUpperCase());
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.to).toEqual([user.email]);
    expect(server.mails[0]?.text).toContain("비밀번호");
    const token = tokenIn();
    expect(await getPasswordReset(token)).toMatchObject({ state: "valid", email: user.email });
    await reset(token);
    const live = await db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, user.id), isNull(sessions.revokedAt)));
    expect(live).toEqual([]);
    await expect(signIn(user.email, OLD)).rejects.toMatchObject({ code: "AUTH_003" });
    expect(await signIn(user.email, NEW)).toMatchObject({ sub: user.id });
    expect(await getPasswordReset(token)).toEqual({ state: "used" });
    await expect(reset(token)).rejects.toMatchObject({ fields: [{ path: "token", key: "resetUsed" }] });
    await mailSettled();
    expect(server.mails.map(({ to }) => to)).toEqual([[user.email], [user.email]]);
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, user.id));
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["password.requestReset", "password.reset"]),
    );
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it("is answered alike where nobody has the address, or the person is suspended: no mail, no row", async () => {
    const { db, users, passwordResets, person, ask } = await house();
    const gone = await person();
    await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.id, gone.id));
    await ask("nobody@lookflex.example");
    await ask(gone.email);
    expect(server.mails).toEqual([]);
    expect(await db.select().from(passwordResets).where(eq(passwordResets.userId, gone.id))).toEqual([]);
  });

  it("keeps only a hash of the link, which runs out after an hour", async () => {
    const { db, passwordResets, person, ask, tokenIn, reset, getPasswordReset } = await house();
    const user = await person();
    await ask(user.email);
    const [row] = await db.select().from(passwordResets).where(eq(passwordResets.userId, user.id));
    expect(JSON.stringify(row)).not.toContain(tokenIn());
    expect((row!.expiresAt.getTime() - row!.createdAt.getTime()) / 60_000).toBeCloseTo(60, 0);
    await db.update(passwordResets).set({ expiresAt: sql`now()` }).where(eq(passwordResets.id, row!.id));
    expect(await getPasswordReset(tokenIn())).toEqual({ state: "expired" });
    await expect(reset(tokenIn())).rejects.toMatchObject({ fields: [{ key: "resetExpired" }] });
    await expect(reset("nonsense")).rejects.toMatchObject({ fields: [{ key: "resetUnknown" }] });
  });

  it("is replaced by one of many at once, and a use ends the other links", async () => {
    const { person, ask, tokenIn, reset, getPasswordReset } = await house();
    const user = await person();
    await ask(user.email);
    await ask(user.email);
    const [first, second] = [tokenIn(0), tokenIn(1)];
    const results = await Promise.allSettled(
      [first, second, first, second].map((token, i) => reset(token, `${NEW} ${i}`)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "INPUT_001" });
    for (const token of [first, second]) expect(await getPasswordReset(token)).toEqual({ state: "used" });
  });

  it("isn't replaced by a weak one, and the link stays good", async () => {
    const { person, ask, tokenIn, reset, getPasswordReset } = await house();
    const user = await person();
    await ask(user.email);
    const refusals = {
      short: "passwordTooShort",
      password1234: "passwordCommon",
      "my minsu on a hill": "passwordOwn",
    };
    for (const [password, key] of Object.entries(refusals))
      await expect(reset(tokenIn(), password)).rejects.toMatchObject({ fields: [{ path: "password", key }] });
    expect(await getPasswordReset(tokenIn())).toMatchObject({ state: "valid" });
  });

  it("fills nobody's mailbox: three mails a name, ten calls an address", async () => {
    const { person, ask, request } = await house();
    const user = await person();
    for (let i = 0; i < 10; i++) await ask(user.email);
    expect(server.mails).toHaveLength(3);
    await expect(ask("somebody@lookflex.example")).rejects.toMatchObject({ code: "RATE_001", status: 429 });
    request.ip = "198.51.100.77";
    await ask("somebody@lookflex.example");
  });

  it("is an admin's matter where no mail can be sent", async () => {
    const { ask } = await house();
    const { env } = await import("@/lib/env");
    const { smtpUrl } = env();
    delete env().smtpUrl;
    await expect(ask("somebody@lookflex.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
    Object.assign(env(), { smtpUrl });
  });
});
