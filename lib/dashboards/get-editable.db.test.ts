import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getEditable } from "@/lib/dashboards/get-editable";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let editor: Viewer;
let other: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [editor, other, viewer] = await Promise.all([person("editor"), person("editor"), person("viewer")]);
  await createDashboard(editor, { format: "json", value: sampleInput({ slug: "mine" }) });
});
afterAll(async () => {
  await flushAudit();
  await database.close();
});

it("gives whoever may change it a document of the format, and nothing else of the server's", async () => {
  const { spec, version, issues, raw } = await getEditable(editor, "mine");
  expect(DashboardSpec.parse(spec)).toEqual(spec);
  expect({ version, issues, raw }).toEqual({ version: 1, issues: [], raw: null });
});

it("refuses others, though they may look at it, and knows what is not there", async () => {
  await expect(getEditable(other, "mine")).rejects.toMatchObject({ code: "AUTH_004" });
  await expect(getEditable(viewer, "mine")).rejects.toMatchObject({ code: "AUTH_004" });
  await expect(getEditable(editor, "nobodys")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("gives the stored document too where parts of it are broken", async () => {
  const value = sampleInput({ slug: "broken" });
  const { id } = await createDashboard(editor, { format: "json", value });
  const config = { ...value, widgets: [{ id: "kpis", type: "unheard-of" }, ...value.widgets.slice(1)] };
  await db.update(dashboards).set({ config }).where(eq(dashboards.id, id));
  const { spec, issues, raw } = await getEditable(editor, "broken");
  expect(issues).toMatchObject([{ path: "widgets.0.type", widgetId: "kpis" }]);
  expect(spec.widgets.map((widget) => widget.id)).toEqual(["daily", "brands"]);
  expect(parse(raw ?? "")).toMatchObject({ widgets: [{ type: "unheard-of" }, {}, {}] });
});
