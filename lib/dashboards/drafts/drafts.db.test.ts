import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dashboardDrafts } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { exportAccount } from "@/lib/account/export-account";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDraft } from "@/lib/dashboards/drafts/delete-draft";
import { getDraft } from "@/lib/dashboards/drafts/get-draft";
import { saveDraft } from "@/lib/dashboards/drafts/save-draft";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let owner: Viewer;
let given: Viewer;
let other: Viewer;
let viewer: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [owner, given, other, viewer, admin] = await Promise.all([
    person("editor"),
    person("editor"),
    person("editor"),
    person("viewer"),
    person("admin"),
  ]);
});
afterAll(() => database.close());

async function shared(slug: string) {
  const made = await createDashboard(owner, {
    format: "json",
    value: sampleInput({ slug, isPublic: true }),
  });
  await setShares(owner, slug, {
    shares: [
      { user: given.userId, canEdit: true },
      { user: viewer.userId, canEdit: true },
    ],
  });
  return made;
}
const draft = (slug: string, name: string, revision: number | null = null) => ({
  baseVersion: 1,
  revision,
  config: sampleSpec({ slug, name }),
});

describe("a draft", () => {
  it("is each person's own: nobody else reads it, owner and admins included", async () => {
    await shared("private");
    for (const who of [owner, given, admin]) expect(await getDraft(who, "private")).toBeNull();
    expect(await saveDraft(given, "private", { ...draft("private", "Given"), source: "# mine" })).toEqual({
      revision: 1,
      baseVersion: 1,
      updatedAt: expect.stringMatching(/^\d{4}-/),
    });
    for (const who of [owner, admin]) expect(await getDraft(who, "private")).toBeNull();
    await saveDraft(owner, "private", draft("private", "Owner"));
    expect(await getDraft(given, "private")).toEqual({
      revision: 1,
      baseVersion: 1,
      updatedAt: expect.any(String),
      config: sampleSpec({ slug: "private", name: "Given" }),
      source: "# mine",
    });
    expect((await exportAccount(given)).drafts).toMatchObject([{ dashboard: "private", source: "# mine" }]);
    expect((await exportAccount(admin)).drafts).toEqual([]);
    await deleteDraft(given, "private", 1);
    await expect(deleteDraft(given, "private", 1)).rejects.toMatchObject({
      code: "CONFLICT_001",
      key: "draftElsewhere",
      details: { currentRevision: null },
    });
    expect(await getDraft(given, "private")).toBeNull();
    expect(await getDraft(owner, "private")).toMatchObject({ config: { name: "Owner" } });
  });

  it("is for whoever may change the dashboard", async () => {
    await shared("rights");
    const input = draft("rights", "x");
    for (const who of [viewer, other])
      for (const attempt of [
        () => getDraft(who, "rights"),
        () => saveDraft(who, "rights", input),
        () => deleteDraft(who, "rights", 1),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: "AUTH_004" });
    await expect(saveDraft({ ...owner, scopes: ["read"] }, "rights", input)).rejects.toMatchObject({
      code: "AUTH_004",
    });
    await expect(getDraft({ ...owner, scopes: ["write"] }, "rights")).rejects.toMatchObject({
      code: "AUTH_004",
    });
    // Who is not an editor of it any more reads it as little as anybody else; given it again they find it.
    await saveDraft(given, "rights", input);
    await setShares(owner, "rights", { shares: [] });
    await expect(getDraft(given, "rights")).rejects.toMatchObject({ code: "AUTH_004" });
    await setShares(owner, "rights", { shares: [{ user: given.userId, canEdit: true }] });
    expect(await getDraft(given, "rights")).toMatchObject({ revision: 1 });
  });

  it("is saved over the revision that was read, by one of many tabs", async () => {
    await shared("tabs");
    const first = await Promise.allSettled(
      ["a", "b", "c"].map((name) => saveDraft(owner, "tabs", draft("tabs", name))),
    );
    expect(first.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const next = await Promise.allSettled(
      ["d", "e", "f"].map((name) => saveDraft(owner, "tabs", draft("tabs", name, 1))),
    );
    const won = next.findIndex(({ status }) => status === "fulfilled");
    for (const [i, result] of next.entries())
      if (i !== won)
        expect(result).toMatchObject({
          reason: { code: "CONFLICT_001", key: "draftElsewhere", details: { currentRevision: 2 } },
        });
    expect(await getDraft(owner, "tabs")).toMatchObject({
      revision: 2,
      config: { name: ["d", "e", "f"][won] },
    });
    // A tab that was left open drops nothing that it has not read.
    await expect(deleteDraft(owner, "tabs", 1)).rejects.toMatchObject({ details: { currentRevision: 2 } });
    expect(await getDraft(owner, "tabs")).toMatchObject({ revision: 2 });
    await deleteDraft(owner, "tabs", 2);
    await expect(saveDraft(owner, "tabs", draft("tabs", "late", 2))).rejects.toMatchObject({
      details: { currentRevision: null },
    });
    expect(await getDraft(owner, "tabs")).toBeNull();
  });

  it("takes documents only, of this dashboard, and tells their faults where they stand", async () => {
    await shared("checked");
    const good = draft("checked", "x");
    const faults = async (input: unknown) => {
      const error = await saveDraft(owner, "checked", input).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "INPUT_001" });
      return (error as { fields: { path: string; key: string }[] }).fields.map(
        ({ path, key }) => `${path} ${key}`,
      );
    };
    const { widgets, ...headless } = good.config;
    expect(await faults({ ...good, config: headless })).toEqual(["config.widgets required"]);
    expect(await faults({ ...good, config: { ...good.config, slug: "elsewhere" } })).toEqual([
      "config.slug slugStays",
    ]);
    const broken = { ...good.config, widgets: [{ ...widgets[0], type: "gauge" }, ...widgets.slice(1)] };
    expect(await faults({ ...good, config: broken })).toEqual(["config.widgets.0.type notOneOf"]);
    expect(await faults({ ...good, config: [] })).toEqual(["config wrongType"]);
    expect(await faults({ ...good, baseVersion: 2 })).toEqual(["baseVersion versionUnknown"]);
    expect(await faults({ ...good, source: "x".repeat(2_000_001) })).toEqual(["source tooLong"]);
    expect(await faults({ ...good, source: "a\0b" })).toEqual(["source badText"]);
    expect(await faults({ ...good, revision: 0 })).toEqual(["revision tooSmall"]);
    expect(await getDraft(owner, "checked")).toBeNull();
    await expect(saveDraft(owner, "nowhere", good)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is read as far as it fits today's format, and says what does not", async () => {
    const made = await shared("older");
    await saveDraft(owner, "older", draft("older", "x"));
    const config = {
      ...sampleSpec({ slug: "older" }),
      widgets: [{ id: "kpis", type: "gauge" }, ...sampleSpec().widgets.slice(1)],
    };
    await db.update(dashboardDrafts).set({ config }).where(eq(dashboardDrafts.dashboardId, made.id));
    const read = await getDraft(owner, "older");
    expect(read?.config.widgets.map(({ id }) => id)).toEqual(["daily", "brands"]);
    expect(read?.issues).toMatchObject([{ path: "widgets.0.type", widgetId: "kpis" }]);
  });
});
