import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { sessions } from "@/db/schema/sessions";
import { settings } from "@/db/schema/settings";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import { ROLES, type Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { authenticateRequest } from "@/lib/auth/authenticate-request";
import { loadSession } from "@/lib/auth/load-session";
import { isDueForRenewal, renewSession } from "@/lib/auth/renew-session";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { startSession } from "@/lib/auth/start-session";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { FIRST_DESIGN_CONFIG, sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { errorBody } from "@/lib/error-message";
import { AppError } from "@/lib/errors";
import { browserLocale } from "@/lib/i18n/browser-locale";
import { insertInvitation } from "@/lib/invitations/insert-invitation";
import { mailInvitation } from "@/lib/invitations/mail-invitation";
import { closeMail } from "@/lib/mail/send-mail";
import { installPackDashboards } from "@/lib/packs/install-dashboards";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { listSessions } from "@/lib/sessions/list-sessions";
import { forgetSettings, getSettings } from "@/lib/settings/get-settings";
import type { SettingsChange } from "@/lib/settings/schema";
import { updateSettings } from "@/lib/settings/update-settings";
import { createView } from "@/lib/views/create-view";
import { updateView } from "@/lib/views/update-view";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { type MailServer, mailServer } from "@/tests/mail-server";

const request = { id: "r", ip: "192.0.2.1", userAgent: "vitest", method: "GET", path: "/" };
const config = { metrics: ["roi"], sort: { column: "roi", direction: "asc" } };
const formats = JSON.parse(FIRST_DESIGN_CONFIG).conditionalFormatting;
let database: TestDatabase;
let server: MailServer;
let admin: Viewer;

beforeAll(async () => {
  server = await mailServer();
  Object.assign(process.env, { SMTP_URL: server.url, MAIL_FROM: "lookflex@example.com" });
  database = await testDatabase();
  admin = await person("admin");
});
beforeEach(async () => {
  await db.delete(settings);
  forgetSettings();
});
afterAll(async () => {
  await closeMail();
  await server.close();
  await database.close();
});

const choose = async (change: Omit<SettingsChange, "version">) => {
  const [row] = await db.select({ version: settings.version }).from(settings);
  await updateSettings(admin, { version: row?.version ?? 0, ...change });
};

/** Somebody signed in by browser: what their next request is asked as. */
async function signedIn(role: Role = "viewer") {
  const { userId } = await person(role);
  const sid = await startSession(db, userId, request);
  const { name, value, maxAge } = await sessionCookie({ sub: userId, sid, role });
  const headers = new Headers({ cookie: `${name}=${value}`, "accept-language": "fr" });
  const ask = async () => (await authenticateRequest(headers, request)).viewer;
  const seen = (ago: string) =>
    db
      .update(sessions)
      .set({ lastSeenAt: sql`now() - ${ago}::interval` })
      .where(eq(sessions.id, sid));
  return { userId, sid, maxAge, ask, seen };
}

describe("language, zone, week, fiscal year and currency", () => {
  it("are the workspace's where somebody chose nothing, and their own where they did", async () => {
    const { userId, ask } = await signedIn();
    expect(await ask()).toMatchObject({
      locale: "ko",
      timezone: "Asia/Seoul",
      weekStart: 1,
      fiscalYearStart: 1,
    });
    await choose({
      locale: "en",
      timezone: "Europe/London",
      weekStart: 0,
      fiscalYearStart: 4,
      currency: "GBP",
    });
    expect(await ask()).toMatchObject({
      locale: "en",
      timezone: "Europe/London",
      weekStart: 0,
      fiscalYearStart: 4,
      currency: "GBP",
    });
    await db
      .update(users)
      .set({ locale: "ko", timezone: "America/New_York", weekStart: 1 })
      .where(eq(users.id, userId));
    expect(await ask()).toMatchObject({ locale: "ko", timezone: "America/New_York", weekStart: 1 });
  });

  it("speak to strangers whose browser asks for neither of our languages", async () => {
    const stranger = async (language: string) =>
      browserLocale(new Headers({ "accept-language": language }), null, (await getSettings()).locale);
    expect(await stranger("fr")).toBe("ko");
    await choose({ locale: "en" });
    expect(await stranger("fr")).toBe("en");
    expect(await stranger("ko")).toBe("ko");
  });

  it("move the planner's weeks and fiscal years", async () => {
    const { ask } = await signedIn("admin");
    const dataset = (await loadDatasets()).get("sales")?.dataset;
    if (!dataset) throw new Error("no dataset");
    const sunday = new Date("2026-03-29T03:00:00Z");
    const windowOf = async (period: string) => {
      const time = { name: "date", from: `now/${period}`, to: `now/${period}` };
      const query = Query.parse({ dataset: "sales", measures: ["margin"], time });
      return planQuery(query, dataset, await ask(), sunday).time?.window;
    };
    expect(await windowOf("w")).toEqual({ from: "2026-03-23", to: "2026-03-29" });
    expect(await windowOf("fy")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
    await choose({ weekStart: 0, fiscalYearStart: 4 });
    expect(await windowOf("w")).toEqual({ from: "2026-03-29", to: "2026-04-04" });
    expect(await windowOf("fy")).toEqual({ from: "2025-04-01", to: "2026-03-31" });
  });

  it("name what packs install, and speak in mails under the workspace's name", async () => {
    await choose({ locale: "en", name: "Acme Reports" });
    await installPackDashboards();
    const [row] = await db
      .select({ name: dashboards.name })
      .from(dashboards)
      .where(eq(dashboards.slug, "brand-performance"));
    expect(row?.name).toBe("Brand performance");
    await db.delete(dashboards);
    const link = await db.transaction((tx) =>
      insertInvitation(
        tx,
        { email: "new@example.com", role: "viewer", duties: [], locale: null, invitedBy: admin.userId },
        [],
      ),
    );
    expect(await mailInvitation(link, "Kim")).toBe(true);
    expect(server.mails.at(-1)?.headers).toMatch(/^Subject: Kim invited you to Acme Reports/m);
    expect(server.mails.at(-1)?.text).toContain("Acme Reports");
  });
});

describe("session lifetimes", () => {
  it("shortened, cut sessions that are there already at their next request", async () => {
    const { ask, seen, sid, userId } = await signedIn();
    await seen("3 days");
    expect(await ask()).toMatchObject({ userId });
    await choose({ sessionIdleDays: 2 });
    await expect(ask()).rejects.toMatchObject({ code: "AUTH_002" });
    expect(await loadSession(sid)).toMatchObject({ state: "expired" });
    // Nor is it listed as one that could be ended.
    const other = await startSession(db, userId, request);
    const account: Viewer = { ...(await person("viewer")), userId, sessionId: other };
    expect((await listSessions(account)).map(({ id }) => id)).toEqual([other]);
    await choose({ sessionIdleDays: null });
    expect(await loadSession(sid)).toMatchObject({ state: "live" });
  });

  it("count for new ones and for renewals, row and cookie alike", async () => {
    await choose({ sessionIdleDays: 2, sessionRenewMinutes: 60 });
    const { sid, maxAge, seen } = await signedIn();
    expect(maxAge).toBe(2 * 86_400);
    const days = async () => {
      const [row] = await db.select().from(sessions).where(eq(sessions.id, sid));
      return ((row?.expiresAt.getTime() ?? 0) - (row?.lastSeenAt.getTime() ?? 0)) / 86_400_000;
    };
    expect(await days()).toBeCloseTo(2, 2);
    const due = async () => {
      const session = await loadSession(sid);
      return session && isDueForRenewal(session);
    };
    await seen("59 minutes");
    expect(await due()).toBe(false);
    await seen("61 minutes");
    expect(await due()).toBe(true);
    await choose({ sessionIdleDays: 30 });
    const session = await loadSession(sid);
    if (session) await renewSession(session);
    expect(await days()).toBeCloseTo(30, 2);
  });
});

describe("what narrows to the letter of the first design", () => {
  const input = (slug: string) => ({ format: "json" as const, value: sampleInput({ slug }) });

  it("leaves creating and deleting dashboards to admins, and editing to editors", async () => {
    const { ask } = await signedIn("editor");
    const before = await ask();
    const made = await createDashboard(before, input("mine"));
    await choose({ editorsCreate: false });
    const editor = await ask();
    expect(can(editor, "dashboard.create")).toBe(false);
    expect(can(editor, "dashboard.delete", { ownerId: editor.userId })).toBe(false);
    const refused = { code: "AUTH_004", key: "editorsCreate" };
    await expect(createDashboard(editor, input("more"))).rejects.toMatchObject(refused);
    await expect(deleteDashboard(editor, "mine")).rejects.toMatchObject(refused);
    const value = { ...sampleInput({ slug: "mine" }), version: made.version };
    expect(await updateDashboard(editor, "mine", { format: "json", value })).toMatchObject({ version: 2 });
    const chief = await (await signedIn("admin")).ask();
    await createDashboard(chief, input("theirs"));
    await deleteDashboard(chief, "mine");
    await choose({ editorsCreate: null });
    await createDashboard(await ask(), input("mine"));
    await deleteDashboard(await ask(), "mine");
  });

  it("leaves viewers their views, without formats of their own", async () => {
    const { ask } = await signedIn("viewer");
    const editor = await (await signedIn("editor")).ask();
    await createDashboard(editor, input("formats"));
    const earlier = await createView(await ask(), "formats", {
      name: "Before",
      widgets: { brands: { ...config, conditionalFormatting: formats } },
    });
    await choose({ viewersFormat: false });
    const viewer = await ask();
    expect(can(viewer, "view.format")).toBe(false);
    const other = [{ column: "margin", rules: [{ condition: "lt", value: 0, style: { tone: "negative" } }] }];
    const refused = {
      code: "AUTH_004",
      key: "viewersFormat",
      fields: [{ path: "widgets.brands.conditionalFormatting" }],
    };
    const formatted = { widgets: { brands: { ...config, conditionalFormatting: other } } };
    await expect(createView(viewer, "formats", { name: "Mine", ...formatted })).rejects.toMatchObject(
      refused,
    );
    await expect(createView(viewer, "formats", formatted)).rejects.toMatchObject(refused);
    const { id } = await createView(viewer, "formats", { name: "Mine", widgets: { brands: config } });
    await expect(updateView(viewer, id, formatted)).rejects.toMatchObject(refused);
    // What stands there already may be saved again, with other columns.
    const kept = { brands: { metrics: ["margin"], conditionalFormatting: formats } };
    expect(await updateView(viewer, earlier.id, { widgets: kept })).toMatchObject({ widgets: kept });
    // As may what an editor shared.
    await createView(editor, "formats", { name: "Ours", scope: "shared", ...formatted });
    expect(await createView(viewer, "formats", formatted)).toMatchObject(formatted);
    // Another table's formats are no licence.
    const elsewhere = { widgets: { daily: { conditionalFormatting: other } } };
    await expect(createView(viewer, "formats", elsewhere)).rejects.toMatchObject({ key: "viewersFormat" });
  });

  it("leaves exports to a role and those above it", async () => {
    const asked = await Promise.all(
      ROLES.map(async (role) => {
        const { ask } = await signedIn(role);
        return { role, ask };
      }),
    );
    const may = async () => {
      const able = [];
      for (const { role, ask } of asked) if (can(await ask(), "export.run")) able.push(role);
      return able;
    };
    expect(await may()).toEqual(["viewer", "editor", "admin"]);
    await choose({ exportFrom: "editor" });
    expect(await may()).toEqual(["editor", "admin"]);
    await choose({ exportFrom: "admin" });
    expect(await may()).toEqual(["admin"]);
    const said = async (locale: "en" | "ko") => {
      try {
        authorize(await (await signedIn("editor")).ask(), "export.run");
        return null;
      } catch (error) {
        return error instanceof AppError ? errorBody(error, locale) : error;
      }
    };
    expect(await said("en")).toMatchObject({
      code: "AUTH_004",
      message: expect.stringContaining("only admins"),
    });
    expect(await said("ko")).toMatchObject({ message: expect.stringContaining("관리자만") });
    await choose({ exportFrom: null });
    expect(await may()).toEqual(["viewer", "editor", "admin"]);
  });
});
