import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { mailServer } from "@/tests/mail-server";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "POST", path: "/test" };
const PASSWORD = "a password for tests";
let count = 0;
const address = () => `invited-${++count}@lookflex.example`;

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { invitations } = await import("@/db/schema/invitations");
  const { sessions } = await import("@/db/schema/sessions");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { createUserFromConsole } = await import("@/lib/users/create-user-from-console");
  const { createInvitation } = await import("@/lib/invitations/create-invitation");
  const { acceptInvitation } = await import("@/lib/invitations/accept-invitation");
  const { getInvitation } = await import("@/lib/invitations/get-invitation");
  const { revokeInvitation } = await import("@/lib/invitations/revoke-invitation");
  const { listInvitations } = await import("@/lib/invitations/list-invitations");
  const { resendInvitation } = await import("@/lib/invitations/resend-invitation");
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  const as = async (role: Role): Promise<Viewer> => {
    const user = await createUserFromConsole({
      user: { email: address(), name: role, role, password: PASSWORD },
    });
    return viewerOf(user, { sessionId: "" }, request);
  };
  const accept = (token: string, name = "새 사람") =>
    acceptInvitation({ token, name, password: PASSWORD }, request);
  return {
    db,
    users,
    invitations,
    sessions,
    auditLog,
    createInvitation,
    resendInvitation,
    getInvitation,
    revokeInvitation,
    listInvitations,
    as,
    accept,
  };
}

describe("invitations", () => {
  it("let somebody in once: user, session and used link", async () => {
    const { db, users, sessions, auditLog, as, createInvitation, getInvitation, accept } = await house();
    const email = address();
    const { token, url, invitation } = await createInvitation(await as("admin"), { email, role: "editor" });
    const { env } = await import("@/lib/env");
    expect(url).toBe(`${env().siteUrl}/invite/${token}`);
    expect(JSON.stringify(invitation)).not.toContain(token);
    expect(await getInvitation(token)).toMatchObject({ state: "valid", email, role: "editor" });
    const { sub, sid } = await accept(token);
    const [user] = await db.select().from(users).where(eq(users.id, sub));
    expect(user).toMatchObject({ email, name: "새 사람", role: "editor" });
    expect(await db.select().from(sessions).where(eq(sessions.id, sid))).toHaveLength(1);
    expect(await getInvitation(token)).toEqual({ state: "used" });
    await expect(accept(token)).rejects.toMatchObject({ fields: [{ path: "token", key: "invitationUsed" }] });
    const actions = (
      await db.select().from(auditLog).where(eq(auditLog.userId, sub)).orderBy(auditLog.id)
    ).map((e) => e.action);
    expect(actions).toEqual(["invitation.accept", "session.start"]);
  });

  it("are accepted by one of many at once", async () => {
    const { db, users, sessions, as, createInvitation, accept } = await house();
    const email = address();
    const { token } = await createInvitation(await as("admin"), { email, role: "viewer" });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => accept(token, `racer ${i}`)),
    );
    const won = results.filter((result) => result.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "INPUT_001" });
    const made = await db.select().from(users).where(eq(users.email, email));
    expect(made).toHaveLength(1);
    expect(await db.select().from(sessions).where(eq(sessions.userId, made[0]!.id))).toHaveLength(1);
  });

  it("leave one valid link per address, however many admins invite at once", async () => {
    const { as, createInvitation, getInvitation } = await house();
    const [first, second] = [await as("admin"), await as("admin")];
    const email = address();
    const made = await Promise.all(
      [first, second, first, second].map((admin, i) =>
        createInvitation(admin, { email: i % 2 ? email : email.toUpperCase(), role: "viewer" }),
      ),
    );
    const states = await Promise.all(made.map(async ({ token }) => (await getInvitation(token)).state));
    expect(states.sort()).toEqual(["revoked", "revoked", "revoked", "valid"]);
  });

  it("say why they no longer work", async () => {
    const { db, invitations, as, createInvitation, revokeInvitation, getInvitation, accept } = await house();
    const admin = await as("admin");
    const revoked = await createInvitation(admin, { email: address(), role: "viewer" });
    await revokeInvitation(admin, { id: revoked.invitation.id });
    await expect(accept(revoked.token)).rejects.toMatchObject({ fields: [{ key: "invitationRevoked" }] });
    await expect(revokeInvitation(admin, { id: revoked.invitation.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const expired = await createInvitation(admin, { email: address(), role: "viewer" });
    const hours =
      (expired.invitation.expiresAt.getTime() - expired.invitation.createdAt.getTime()) / 3_600_000;
    expect(hours).toBeCloseTo(72, 1);
    await db
      .update(invitations)
      .set({ expiresAt: sql`now()` })
      .where(eq(invitations.id, expired.invitation.id));
    await expect(accept(expired.token)).rejects.toMatchObject({ fields: [{ key: "invitationExpired" }] });
    await expect(accept("nonsense")).rejects.toMatchObject({ fields: [{ key: "invitationUnknown" }] });
    expect(await getInvitation(expired.token)).toEqual({ state: "expired" });
    expect(await getInvitation("nonsense")).toEqual({ state: "unknown" });
  });

  it("refuse an address that is here already, also when it came meanwhile; the link then stays unused", async () => {
    const { db, users, as, createInvitation, getInvitation, accept } = await house();
    const admin = await as("admin");
    await expect(
      createInvitation(admin, { email: admin.email.toUpperCase(), role: "viewer" }),
    ).rejects.toMatchObject({ code: "INPUT_001", fields: [{ path: "email", key: "emailTaken" }] });
    const email = address();
    const { token } = await createInvitation(admin, { email, role: "viewer" });
    await db.insert(users).values({ email: email.toUpperCase(), name: "Earlier" });
    await expect(accept(token)).rejects.toMatchObject({ fields: [{ path: "email", key: "emailTaken" }] });
    expect(await getInvitation(token)).toMatchObject({ state: "valid" });
  });

  it("refuse a weak password and an empty name without using the link", async () => {
    const { as, createInvitation, getInvitation } = await house();
    const { acceptInvitation } = await import("@/lib/invitations/accept-invitation");
    const { token } = await createInvitation(await as("admin"), { email: address(), role: "viewer" });
    const attempt = acceptInvitation({ token, name: " ", password: "short" }, request);
    await expect(attempt).rejects.toMatchObject({
      fields: [
        { path: "name", key: "tooShort" },
        { path: "password", key: "passwordTooShort", values: { minimum: 12 } },
      ],
    });
    expect((await getInvitation(token)).state).toBe("valid");
  });

  it("are sent again with a new link, which ends the old one and keeps what was granted", async () => {
    const { db, invitations, users, as, createInvitation, resendInvitation, getInvitation, accept } =
      await house();
    const { revokeInvitation } = await import("@/lib/invitations/revoke-invitation");
    const admin = await as("admin");
    const first = await createInvitation(admin, {
      email: address(),
      role: "editor",
      name: "지민",
      locale: "ko",
    });
    await db
      .update(invitations)
      .set({ duties: ["audit"], expiresAt: sql`now()` })
      .where(eq(invitations.id, first.invitation.id));
    // Whoever doesn't hold the duty gets no link that carries it, by no way.
    const refused = { code: "AUTH_004", key: "dutyNotAllowed" };
    const id = first.invitation.id;
    await expect(resendInvitation(admin, { id })).rejects.toMatchObject(refused);
    await expect(
      createInvitation(admin, { email: first.invitation.email, role: "admin" }),
    ).rejects.toMatchObject(refused);
    await expect(revokeInvitation(admin, { id })).rejects.toMatchObject(refused);
    const second = await resendInvitation({ ...admin, duties: ["audit"] }, { id });
    expect(second.token).not.toBe(first.token);
    expect(await getInvitation(first.token)).toEqual({ state: "revoked" });
    expect(await getInvitation(second.token)).toMatchObject({ state: "valid", role: "editor", name: "지민" });
    await expect(resendInvitation(admin, { id: first.invitation.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const { sub } = await accept(second.token);
    const [user] = await db.select().from(users).where(eq(users.id, sub));
    expect(user).toMatchObject({ role: "editor", duties: ["audit"] });
    await expect(resendInvitation(admin, { id: second.invitation.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(resendInvitation(await as("editor"), { id: second.invitation.id })).rejects.toMatchObject({
      code: "AUTH_004",
    });
  });

  it("are mailed in their language where mail is configured, else to be copied", async () => {
    const { as, createInvitation, resendInvitation } = await house();
    const admin = await as("admin");
    const { env } = await import("@/lib/env");
    const { closeMail } = await import("@/lib/mail/send-mail");
    const server = await mailServer();
    expect(await createInvitation(admin, { email: address(), role: "viewer" })).toMatchObject({
      mailed: false,
    });
    Object.assign(env(), { smtpUrl: server.url, mailFrom: "lookflex@example.com" });
    try {
      const email = address();
      const made = await createInvitation(admin, { email, role: "viewer", locale: "en" });
      expect(made.mailed).toBe(true);
      const again = await resendInvitation(admin, { id: made.invitation.id });
      await createInvitation(admin, { email: address(), role: "viewer", locale: "ko" });
      expect(server.mails.map(({ to }) => to[0]).slice(0, 2)).toEqual([email, email]);
      expect(server.mails[0]?.text).toContain(made.url);
      expect(server.mails[1]?.text).toContain(again.url);
      expect(server.mails[1]?.text).not.toContain(made.token);
      expect(server.mails[2]?.text).toContain("초대");
      server.refuseWith(550);
      const refused = await createInvitation(admin, { email: address(), role: "viewer" });
      expect(refused.mailed).toBe(false);
      expect(refused.url).toContain("/invite/");
    } finally {
      Object.assign(env(), { smtpUrl: undefined, mailFrom: undefined });
      await closeMail();
      await server.close();
    }
  });

  it("go to a whole list: first a dry run that changes nothing, then a result a line", async () => {
    const { db, invitations, as, getInvitation } = await house();
    const { createInvitations } = await import("@/lib/invitations/create-invitations");
    const admin = await as("admin");
    const [first, second] = [address(), address()];
    const text = `email,role,name\n${first},editor,<b>지민</b>\nnobody\n${admin.email.toUpperCase()}\n${second}\n${first}`;
    const count = async () => (await db.select().from(invitations)).length;
    const before = await count();
    const dry = await createInvitations(admin, { text, role: "viewer", dryRun: true });
    const expected = [
      { line: 2, email: first, role: "editor", name: "<b>지민</b>", problem: null },
      { line: 3, problem: "email" },
      { line: 4, problem: "here" },
      { line: 5, email: second, role: "viewer", problem: null },
      { line: 6, problem: "twice" },
    ];
    expect(dry).toMatchObject(expected);
    expect(dry.every(({ url }) => url === null)).toBe(true);
    expect(await count()).toBe(before);
    const sent = await createInvitations(admin, { text, role: "viewer", locale: "en", dryRun: false });
    expect(sent).toMatchObject(expected);
    expect(await count()).toBe(before + 2);
    for (const { url, problem } of sent) {
      if (problem) expect(url).toBeNull();
      else expect(await getInvitation(url?.split("/").at(-1) ?? "")).toMatchObject({ state: "valid" });
    }
    await expect(createInvitations(await as("editor"), { text, dryRun: true })).rejects.toMatchObject({
      code: "AUTH_004",
    });
  });

  it.each(["viewer", "editor"] as const)("are not for a %s to make, see or withdraw", async (role) => {
    const { as, createInvitation, listInvitations, revokeInvitation } = await house();
    const viewer = await as(role);
    const refused = { code: "AUTH_004" };
    await expect(createInvitation(viewer, { email: address(), role: "viewer" })).rejects.toMatchObject(
      refused,
    );
    await expect(listInvitations(viewer)).rejects.toMatchObject(refused);
    const { invitation } = await createInvitation(await as("admin"), { email: address(), role: "viewer" });
    await expect(revokeInvitation(viewer, { id: invitation.id })).rejects.toMatchObject(refused);
  });
});
