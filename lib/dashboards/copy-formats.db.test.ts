import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { copyFormats } from "@/lib/dashboards/copy-formats";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let editor: Viewer;
let other: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [editor, other, viewer] = await Promise.all([person("editor"), person("editor"), person("viewer")]);
});
afterAll(() => database.close());

const create = (slug: string, by = editor) =>
  createDashboard(by, { format: "json", value: sampleInput({ slug }) });
const roi = {
  column: "roi",
  rules: [{ condition: "lt" as const, value: 0, style: { tone: "negative" as const } }],
};
const formatsOf = async (slug: string) => {
  const { widgets, version } = await getDashboard(editor, slug);
  const table = widgets.find(({ id }) => id === "brands");
  return { version, formats: table?.type === "table" ? table.config.conditionalFormatting : null };
};

it("puts formats into every table that has their columns, publishes and records it, keeping other columns' rules", async () => {
  await create("one");
  await create("two");
  const margin = { ...roi, column: "margin" };
  await copyFormats(editor, { formats: [margin], targets: [{ dashboard: "one", version: 1 }] });
  const copies = await copyFormats(editor, {
    formats: [roi],
    targets: [
      { dashboard: "two", version: 1 },
      { dashboard: "one", version: 2 },
    ],
  });
  expect(copies).toEqual([
    { dashboard: "one", version: 3, widgets: ["brands"] },
    { dashboard: "two", version: 2, widgets: ["brands"] },
  ]);
  expect(await formatsOf("one")).toEqual({ version: 3, formats: [margin, roi] });
  expect(await formatsOf("two")).toEqual({ version: 2, formats: [roi] });
  const [row] = await db.select().from(dashboards).where(eq(dashboards.slug, "two"));
  const kept = await db
    .select()
    .from(dashboardVersions)
    .where(eq(dashboardVersions.dashboardId, row?.id ?? ""))
    .orderBy(dashboardVersions.version);
  expect(kept[1]).toMatchObject({ version: 2, authorId: editor.userId, config: row?.config });
  const log = await db.select().from(auditLog).where(eq(auditLog.action, "dashboard.copyFormats"));
  expect(log.map(({ metadata }) => metadata?.slug).sort()).toEqual(["one", "one", "two"]);
});

it("copies to all or none: a version gone by, a dashboard not theirs, one without such columns", async () => {
  await create("first");
  await create("theirs", other);
  const copy = (over: object, by = editor) =>
    copyFormats(by, { formats: [roi], targets: [{ dashboard: "first", version: 1 }], ...over });
  const first = { dashboard: "first", version: 1 };
  await expect(copy({ targets: [first, { dashboard: "two", version: 1 }] })).rejects.toMatchObject({
    code: "CONFLICT_001",
    details: { dashboard: "two", currentVersion: 2 },
  });
  await expect(copy({ targets: [first, { dashboard: "theirs", version: 1 }] })).rejects.toMatchObject({
    code: "AUTH_004",
  });
  await expect(copy({ targets: [first, { dashboard: "none", version: 1 }] })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(copy({ formats: [{ ...roi, column: "gone" }] })).rejects.toMatchObject({
    fields: [{ path: "targets.0", key: "formatTables" }],
  });
  await expect(copy({ targets: [first, first] })).rejects.toMatchObject({ code: "INPUT_001" });
  await expect(copy({}, viewer)).rejects.toMatchObject({ code: "AUTH_004" });
  expect(await formatsOf("first")).toMatchObject({ version: 1 });
  expect((await formatsOf("first")).formats).toBeUndefined();
});

it("refuses a dashboard whose broken parts writing back would lose", async () => {
  const made = await create("broken");
  await db
    .update(dashboards)
    .set({ config: { ...sampleInput({ slug: "broken" }), widgets: [{ id: "x", type: "nothing" }] } as never })
    .where(eq(dashboards.id, made.id));
  await expect(
    copyFormats(editor, { formats: [roi], targets: [{ dashboard: "broken", version: 1 }] }),
  ).rejects.toMatchObject({ fields: [{ path: "targets.0", key: "formatBroken" }] });
});
