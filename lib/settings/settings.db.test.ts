import { desc, eq, like } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { brandImages, settings } from "@/db/schema/settings";
import type { Viewer } from "@/lib/access/viewer";
import { person } from "@/lib/dashboards/person.fixture";
import { getBrandImage } from "@/lib/settings/get-brand-image";
import { forgetSettings, getSettings, knownSettings, lastSettings } from "@/lib/settings/get-settings";
import { getSettingsDocument } from "@/lib/settings/get-settings-document";
import { removeBrandImage } from "@/lib/settings/remove-brand-image";
import { MOST_IMAGE_BYTES, type SettingsChange } from "@/lib/settings/schema";
import { updateSettings } from "@/lib/settings/update-settings";
import { uploadBrandImage } from "@/lib/settings/upload-brand-image";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let admin: Viewer;
beforeAll(async () => {
  database = await testDatabase();
  admin = await person("admin");
});
beforeEach(async () => {
  await db.delete(settings);
  await db.delete(brandImages);
  forgetSettings();
});
afterEach(() => vi.useRealTimers());
afterAll(() => database.close());

const entries = (action: string) =>
  db
    .select()
    .from(auditLog)
    .where(like(auditLog.action, `${action}%`))
    .orderBy(desc(auditLog.id));

describe("settings", () => {
  it("are the defaults of the environment and the product until somebody says otherwise", async () => {
    expect(await getSettings()).toEqual({
      name: "LookFlex",
      accent: null,
      locale: "ko",
      timezone: "Asia/Seoul",
      currency: "KRW",
      weekStart: 1,
      fiscalYearStart: 1,
      sessionIdleDays: 7,
      sessionRenewMinutes: 15,
      editorsCreate: true,
      viewersFormat: true,
      exportFrom: "viewer",
      images: { logo: null, logo_dark: null, favicon: null },
    });
    const document = await getSettingsDocument(admin);
    expect(document).toMatchObject({ version: 0, updatedAt: null, updatedBy: null });
    expect(new Set(Object.values(document.values))).toEqual(new Set([null]));
  });

  it("change one by one, with before and after on record, and go back by null", async () => {
    const first = await updateSettings(admin, {
      version: 0,
      name: " 정산 현황 ",
      accent: "#0A7D55",
      weekStart: 0,
    });
    expect(first).toMatchObject({
      version: 1,
      updatedBy: admin.name,
      values: { name: "정산 현황", accent: "#0a7d55", weekStart: 0, currency: null },
      defaults: { name: "LookFlex" },
    });
    const second = await updateSettings(admin, {
      version: 1,
      name: "Acme",
      weekStart: null,
      currency: "usd",
    });
    expect(second).toMatchObject({
      version: 2,
      values: { name: "Acme", accent: "#0a7d55", weekStart: null, currency: "USD" },
    });
    // Nothing cached stands in this process's way.
    expect(await getSettings()).toMatchObject({ name: "Acme", weekStart: 1, currency: "USD" });
    const [entry] = await entries("settings.update");
    expect(entry).toMatchObject({
      userId: admin.userId,
      category: "ADMIN",
      metadata: {
        version: 2,
        before: { name: "정산 현황", weekStart: 0, currency: null },
        after: { name: "Acme", weekStart: null, currency: "USD" },
      },
    });
  });

  it("say nothing and stay at their version where nothing changes", async () => {
    await updateSettings(admin, { version: 0, name: "Acme" });
    const before = await entries("settings.update");
    expect(await updateSettings(admin, { version: 1, name: "Acme", accent: null })).toMatchObject({
      version: 1,
    });
    expect(await entries("settings.update")).toHaveLength(before.length);
  });

  it("let one of two at once win, from the first change on", async () => {
    for (const version of [0, 1]) {
      const answers = await Promise.allSettled(
        ["A", "B"].map((name) => updateSettings(admin, { version, name: `${name}${version}` })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const lost = answers.find((answer) => answer.status === "rejected");
      expect(lost?.reason).toMatchObject({
        code: "CONFLICT_001",
        status: 409,
        details: { currentVersion: version + 1 },
      });
    }
    await expect(updateSettings(admin, { version: 9, name: "C" })).rejects.toMatchObject({ status: 409 });
  });

  it.each<[object, string]>([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(61) }, "name"],
    [{ name: "two\nlines" }, "name"],
    [{ name: "\u202eevil" }, "name"],
    [{ accent: "red" }, "accent"],
    [{ accent: "#000;}body{display:none" }, "accent"],
    [{ locale: "fr" }, "locale"],
    [{ timezone: "Mars/Olympus" }, "timezone"],
    [{ timezone: "+09:00" }, "timezone"],
    [{ currency: "XYZ" }, "currency"],
    [{ weekStart: 2 }, "weekStart"],
    [{ fiscalYearStart: 13 }, "fiscalYearStart"],
    [{ sessionIdleDays: 0 }, "sessionIdleDays"],
    [{ sessionRenewMinutes: 1.5 }, "sessionRenewMinutes"],
    [{ editorsCreate: "no" }, "editorsCreate"],
    [{ exportFrom: "nobody" }, "exportFrom"],
    [{ version: undefined }, "version"],
    [{ logo: "https://example.com/x.png" }, ""],
  ])("refuse %j at %j", async (change, path) => {
    await expect(updateSettings(admin, { version: 0, ...change } as SettingsChange)).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path }],
    });
    expect(await db.select().from(settings)).toEqual([]);
  });

  it("are admins' alone, by token too", async () => {
    const token = { sessionId: null, tokenId: "t", scopes: ["read" as const, "write" as const] };
    for (const nobody of [await person("viewer"), await person("editor"), { ...admin, ...token }]) {
      const refused = { code: "AUTH_004" };
      await expect(getSettingsDocument(nobody)).rejects.toMatchObject(refused);
      await expect(updateSettings(nobody, { version: 0, name: "x" })).rejects.toMatchObject(refused);
      const content = new Uint8Array();
      await expect(uploadBrandImage(nobody, { kind: "logo", content })).rejects.toMatchObject(refused);
      await expect(removeBrandImage(nobody, { kind: "logo" })).rejects.toMatchObject(refused);
    }
  });

  it("of another release are passed over, and kept", async () => {
    await db.insert(settings).values({ value: { name: 7, weekStart: 0, later: { a: 1 } }, version: 4 });
    expect(await getSettings()).toMatchObject({ name: "LookFlex", weekStart: 0 });
    await updateSettings(admin, { version: 4, currency: "EUR" });
    const [row] = await db.select().from(settings);
    expect(row?.value).toMatchObject({ weekStart: 0, currency: "EUR", later: { a: 1 } });
  });
});

describe("another replica's change", () => {
  const elsewhere = (name: string) =>
    db
      .insert(settings)
      .values({ value: { name } })
      .onConflictDoUpdate({ target: settings.id, set: { value: { name } } });

  it("is seen a second later, and not before: most requests ask nobody", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const start = Date.now();
    expect(await getSettings()).toMatchObject({ name: "LookFlex" });
    await elsewhere("Acme");
    vi.setSystemTime(start + 999);
    expect(await getSettings()).toMatchObject({ name: "LookFlex" });
    vi.setSystemTime(start + 1000);
    expect(await getSettings()).toMatchObject({ name: "Acme" });
    // A clock set back makes nothing last for ever.
    await elsewhere("Acme 2");
    vi.setSystemTime(start - 60_000);
    expect(await getSettings()).toMatchObject({ name: "Acme 2" });
  });

  it("is not hidden by what was being read while this process changed something", async () => {
    const reading = getSettings();
    await updateSettings(admin, { version: 0, name: "New" });
    await reading;
    expect(await getSettings()).toMatchObject({ name: "New" });
  });

  it("is asked for once by many readers, and an outage is answered from memory where a page must tell of it", async () => {
    await updateSettings(admin, { version: 0, name: "Acme" });
    const all = await Promise.all(Array.from({ length: 20 }, () => getSettings()));
    expect(new Set(all).size).toBe(1);
    forgetSettings();
    const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    await owner`alter table settings rename to settings_gone`;
    await expect(getSettings()).rejects.toThrow("settings");
    expect(await knownSettings()).toMatchObject({ name: "Acme" });
    expect(lastSettings()).toMatchObject({ name: "Acme" });
    await owner`alter table settings_gone rename to settings`;
    await owner.end();
    expect(await getSettings()).toMatchObject({ name: "Acme" });
  });
});

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)),
  );
const PNG = bytes([0x89], "PNG\r\n", [0x1a, 0x0a, 0, 0, 0, 13], "IHDR", [0, 0, 0, 1]);
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe0], "..JFIF");
const WEBP = bytes("RIFF", [4, 0, 0, 0], "WEBPVP8L");

describe("brand images", () => {
  it("are kept by what their bytes are, served by hash, and on record with before and after", async () => {
    const { url } = await uploadBrandImage(admin, { kind: "logo", content: PNG });
    const [, hash = ""] = /^\/api\/brand\/([0-9a-f]{64})$/.exec(url) ?? [];
    expect(await getBrandImage(hash)).toEqual({ mediaType: "image/png", content: Buffer.from(PNG) });
    expect((await getSettings()).images).toEqual({ logo: url, logo_dark: null, favicon: null });
    expect((await getSettingsDocument(admin)).images.logo).toBe(url);

    await uploadBrandImage(admin, { kind: "logo", content: JPEG });
    await expect(getBrandImage(hash)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [entry] = await entries("settings.uploadImage");
    expect(entry?.metadata).toMatchObject({
      before: { logo: { mediaType: "image/png", bytes: PNG.length, hash } },
      after: { logo: { mediaType: "image/jpeg", bytes: JPEG.length } },
    });

    await removeBrandImage(admin, { kind: "logo" });
    await removeBrandImage(admin, { kind: "logo" });
    expect((await getSettings()).images.logo).toBeNull();
    const removed = await entries("settings.removeImage");
    expect(removed).toHaveLength(1);
    expect(removed[0]?.metadata).toMatchObject({
      before: { logo: { mediaType: "image/jpeg" } },
      after: { logo: null },
    });
  });

  it("are taken once: the same again changes nothing", async () => {
    await uploadBrandImage(admin, { kind: "favicon", content: WEBP });
    const before = await entries("settings.uploadImage");
    await uploadBrandImage(admin, { kind: "favicon", content: WEBP });
    expect(await entries("settings.uploadImage")).toHaveLength(before.length);
    expect(await db.select().from(brandImages).where(eq(brandImages.kind, "favicon"))).toMatchObject([
      { mediaType: "image/webp" },
    ]);
  });

  it.each<[string, Uint8Array]>([
    [
      "an SVG with a script",
      bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ["a page", bytes("<!doctype html><script>alert(1)</script>")],
    ["a GIF", bytes("GIF89a")],
    ["half a PNG's beginning", PNG.slice(0, 8)],
    ["a sound in RIFF", bytes("RIFF", [4, 0, 0, 0], "WAVEfmt ")],
    ["nothing", bytes()],
  ])("are never %s", async (_, content) => {
    await expect(uploadBrandImage(admin, { kind: "logo", content })).rejects.toMatchObject({
      code: "FILE_002",
      status: 415,
    });
  });

  it("are at most 512 KB", async () => {
    const sized = (length: number) => {
      const content = new Uint8Array(length);
      content.set(PNG);
      return { kind: "logo" as const, content };
    };
    await expect(uploadBrandImage(admin, sized(MOST_IMAGE_BYTES + 1))).rejects.toMatchObject({
      code: "FILE_001",
      status: 413,
      values: { limit: "512 KB" },
    });
    await uploadBrandImage(admin, sized(MOST_IMAGE_BYTES));
  });
});
