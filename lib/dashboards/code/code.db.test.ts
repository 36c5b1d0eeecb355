import { and, desc, eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { applyDashboards } from "@/lib/dashboards/code/apply-dashboards";
import { planDashboards } from "@/lib/dashboards/code/plan-dashboards";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { Dashboard, DashboardSpec, DashboardSpecInput } from "@/lib/dashboards/schema";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let editor: Viewer;
let admin: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [editor, admin, viewer] = await Promise.all([person("editor"), person("admin"), person("viewer")]);
});
afterAll(() => database.close());

type Over = Partial<DashboardSpecInput> & { version?: number };
const file = (slug: string, over: Over = {}) => {
  const { version, ...rest } = over;
  const spec = sampleSpec({ slug, ...rest });
  return { file: `${slug}.yml`, text: toYaml((version ? { ...spec, version } : spec) as DashboardSpec) };
};
/** Publishes as somebody in the editor does. */
async function edit(slug: string, change: (dashboard: Dashboard) => Partial<Dashboard>, by = editor) {
  const dashboard = await getDashboard(by, slug);
  return updateDashboard(by, slug, { format: "json", value: { ...dashboard, ...change(dashboard) } });
}
const origins = async (slug: string) => {
  const rows = await db
    .select({ origin: dashboardVersions.origin })
    .from(dashboardVersions)
    .innerJoin(dashboards, eq(dashboards.id, dashboardVersions.dashboardId))
    .where(eq(dashboards.slug, slug))
    .orderBy(dashboardVersions.version);
  return rows.map(({ origin }) => origin);
};
const summary = async () => {
  const [row] = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, "code.apply"))
    .orderBy(desc(auditLog.timestamp))
    .limit(1);
  return row;
};
const isThere = async (slug: string) =>
  (
    await db.select({ deletedAt: dashboards.deletedAt }).from(dashboards).where(eq(dashboards.slug, slug))
  ).some(({ deletedAt }) => deletedAt === null);

describe("planDashboards", () => {
  it("says what is made, changed and left alone, by slug, and changes nothing", async () => {
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "plan-same" }) });
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "plan-other" }) });
    const plan = await planDashboards(editor, {
      documents: [file("plan-same"), file("plan-other", { name: "Otherwise", version: 1 }), file("plan-new")],
    });
    expect(plan).toEqual({
      dashboards: [
        expect.objectContaining({ slug: "plan-new", file: "plan-new.yml", action: "create", version: null }),
        expect.objectContaining({
          slug: "plan-other",
          name: "Otherwise",
          action: "update",
          version: 1,
          changes: [expect.objectContaining({ part: "dashboard", path: "name", after: "Otherwise" })],
          drift: null,
        }),
        expect.objectContaining({ slug: "plan-same", action: "unchanged", changes: [] }),
      ],
      problems: [],
      absent: [],
    });
    expect(await isThere("plan-new")).toBe(false);
    expect(await origins("plan-other")).toEqual(["user"]);
  });

  it("names faults by file and line: of writing, of the format, of names, of addresses given twice", async () => {
    const broken = file("plan-broken").text.replace("kind: bar", "kind: sphere");
    const misnamed = file("plan-misnamed").text.replace("measure: margin", "measure: margn");
    const lineOf = (text: string, part: string) =>
      text.split("\n").findIndex((line) => line.includes(part)) + 1;
    const { problems } = await planDashboards(editor, {
      documents: [
        { file: "a.yml", text: "slug: a\nname: [" },
        { file: "b.yml", text: broken },
        { file: "c.yml", text: misnamed },
        file("plan-twice"),
        { ...file("plan-twice"), file: "d.yml" },
        file("plan-folder", { folder: "No/Such" }),
      ],
    });
    expect(problems).toEqual([
      { file: "a.yml", line: 2, path: "", message: expect.stringContaining("YAML") },
      {
        file: "b.yml",
        line: lineOf(broken, "sphere"),
        path: "widgets.1.chart.kind",
        message: expect.any(String),
      },
      { file: "d.yml", line: 1, path: "slug", message: expect.stringContaining("plan-twice.yml") },
      {
        file: "c.yml",
        line: lineOf(misnamed, "margn"),
        path: "widgets.1.chart.measure",
        message: expect.stringContaining("margin"),
      },
      { file: "plan-folder.yml", line: 5, path: "folder", message: expect.any(String) },
    ]);
  });

  it("lets dashboards of the files lead to each other", async () => {
    const leading = (slug: string, to: string) => {
      const input = sampleInput({ slug });
      return file(slug, {
        widgets: input.widgets.map((widget) =>
          widget.type === "table" ? { ...widget, drillThrough: [{ dashboard: to }] } : widget,
        ),
      });
    };
    const documents = [leading("lead-a", "lead-b"), leading("lead-b", "lead-a")];
    expect((await planDashboards(editor, { documents })).problems).toEqual([]);
    await applyDashboards(editor, { documents });
    expect(await isThere("lead-a")).toBe(true);
  });

  it("asks nothing outside of its transaction: as many at once as there are connections end", async () => {
    const leading = (slug: string) => {
      const { widgets } = sampleInput({ slug });
      return file(slug, {
        widgets: widgets.map((widget) =>
          widget.type === "table" ? { ...widget, drillThrough: [{ dashboard: slug }] } : widget,
        ),
      });
    };
    const slugs = Array.from({ length: 24 }, (_, i) => `at-once-${i}`);
    const done = await Promise.all(
      slugs.map((slug) => applyDashboards(editor, { documents: [leading(slug)] })),
    );
    expect(done.map(({ dashboards: [one] }) => one?.version)).toEqual(slugs.map(() => 1));
  });

  it("names what was published otherwise since the file's version, by whom, and what differs", async () => {
    await applyDashboards(editor, { documents: [file("drifts")] });
    await edit("drifts", () => ({ isPublic: false }), admin);
    const documents = [file("drifts", { name: "Mine" })];
    for (const named of [documents, [file("drifts", { name: "Mine", version: 1 })]]) {
      const plan = await planDashboards(editor, { documents: named });
      expect(plan.dashboards[0]?.drift).toEqual({
        from: 1,
        version: 2,
        by: admin.name,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        origin: "user",
        changes: [expect.objectContaining({ path: "isPublic", before: true, after: false })],
      });
    }
    // Who has read it knows it; and what is the same already was not overwritten.
    const known = await planDashboards(editor, { documents: [file("drifts", { name: "Mine", version: 2 })] });
    expect(known.dashboards[0]?.drift).toBeNull();
    const same = await planDashboards(editor, {
      documents: [file("drifts", { isPublic: false, version: 1 })],
    });
    expect(same.dashboards[0]).toMatchObject({ action: "unchanged", drift: null });
  });

  it("goes by the file's version for what was never published from files", async () => {
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "pulled" }) });
    const at = async (version: number) =>
      (await planDashboards(editor, { documents: [file("pulled", { name: "Mine", version })] })).dashboards[0]
        ?.drift;
    expect(await at(1)).toBeNull();
    await edit("pulled", () => ({ isPublic: false }));
    expect(await at(1)).toMatchObject({ from: 1, version: 2, by: editor.name });
    expect(await at(2)).toBeNull();
    // A file that names none, or one there never was, overwrites what it never read.
    const unread = { from: null, version: 2, by: editor.name, origin: "user", changes: [] };
    expect(await at(99)).toMatchObject(unread);
    const documents = [file("pulled", { name: "Mine" })];
    const [planned] = (await planDashboards(editor, { documents })).dashboards;
    expect(planned?.drift).toMatchObject(unread);
    await expect(applyDashboards(editor, { documents })).rejects.toMatchObject({ key: "codeDrift" });
    const filed = [file("pulled", { isPublic: false, tags: ["봄"] })];
    expect((await planDashboards(editor, { documents: filed })).dashboards[0]).toMatchObject({
      action: "update",
      drift: null,
    });
    await applyDashboards(editor, { documents, force: true });
    await applyDashboards(editor, { documents: [file("pulled", { name: "Mine again" })] });
  });

  it("leaves folder and tags as they are where a file says nothing of them", async () => {
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "filed", tags: ["봄"] }) });
    const [planned] = (await planDashboards(editor, { documents: [file("filed")] })).dashboards;
    expect(planned?.action).toBe("unchanged");
    const [retagged] = (await planDashboards(editor, { documents: [file("filed", { tags: [] })] }))
      .dashboards;
    expect(retagged?.changes).toMatchObject([{ kind: "removed", path: "tags" }]);
  });

  it("writes anew what is stored broken, though the file says nothing else", async () => {
    const { id } = await createDashboard(editor, { format: "json", value: sampleInput({ slug: "mended" }) });
    await db
      .update(dashboards)
      .set({ config: { ...sampleSpec({ slug: "mended" }), colour: "red" } })
      .where(eq(dashboards.id, id));
    await applyDashboards(editor, { documents: [file("mended")] });
    expect((await getDashboard(editor, "mended")).issues).toBeUndefined();
  });

  it("refuses viewers; a token to read is enough to look, not to apply", async () => {
    const reader = { ...editor, tokenId: "t", scopes: ["read" as const] };
    const documents = [file("by-token")];
    expect((await planDashboards(reader, { documents })).dashboards).toMatchObject([{ action: "create" }]);
    await expect(applyDashboards(reader, { documents })).rejects.toMatchObject({ code: "AUTH_004" });
    await expect(planDashboards(viewer, { documents })).rejects.toMatchObject({ code: "AUTH_004" });
    await expect(planDashboards(editor, { documents: "all" })).rejects.toMatchObject({ code: "INPUT_001" });
  });
});

describe("applyDashboards", () => {
  it("makes the same document as the editor, from code, audited one by one and in sum", async () => {
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "by-editor" }) });
    const applied = await applyDashboards(editor, {
      documents: [file("by-code"), file("by-editor", { name: "Now", version: 1 })],
    });
    expect(applied.dashboards).toMatchObject([
      { slug: "by-code", action: "create", version: 1 },
      { slug: "by-editor", action: "update", version: 2 },
    ]);
    const strip = ({ id: _, createdAt: _c, updatedAt: _u, ...rest }: Dashboard) => rest;
    const [made, changed] = await Promise.all([
      getDashboard(editor, "by-code"),
      getDashboard(editor, "by-editor"),
    ]);
    const drawn = await createDashboard(editor, { format: "json", value: sampleInput({ slug: "drawn" }) });
    expect(strip(made)).toEqual({ ...strip(drawn), slug: "by-code" });
    expect(changed).toMatchObject({ name: "Now", version: 2 });
    expect(await origins("by-editor")).toEqual(["user", "code"]);
    for (const action of ["dashboard.create", "dashboard.update"])
      expect(
        (
          await db
            .select()
            .from(auditLog)
            .where(and(eq(auditLog.action, action), eq(auditLog.userId, editor.userId)))
        )
          .map(({ metadata }) => metadata?.slug)
          .filter((slug) => slug === "by-code" || slug === "by-editor"),
      ).toContain(action === "dashboard.create" ? "by-code" : "by-editor");
    expect(await summary()).toMatchObject({
      userId: editor.userId,
      metadata: { created: ["by-code"], updated: ["by-editor"], deleted: [], unchanged: 0, force: false },
    });
    const again = await applyDashboards(editor, { documents: [file("by-code")] });
    expect(again.dashboards).toMatchObject([{ action: "unchanged", version: 1 }]);
    expect(await origins("by-code")).toEqual(["code"]);
  });

  it("does nothing at all when one file is wrong", async () => {
    const broken = { file: "x.yml", text: file("nothing-b").text.replace("kind: bar", "kind: sphere") };
    await expect(applyDashboards(editor, { documents: [file("nothing-a"), broken] })).rejects.toMatchObject({
      code: "INPUT_001",
      details: { problems: [{ file: "x.yml", path: "widgets.1.chart.kind" }] },
    });
    expect(await isThere("nothing-a")).toBe(false);
  });

  it("takes all of it back when the last change fails", async () => {
    await createDashboard(admin, { format: "json", value: sampleInput({ slug: "undone-z" }) });
    const before = await summary();
    // Refused by the database alone, after the others were written.
    const owner = postgres(database.ownerUrl, { max: 1 });
    await owner.unsafe(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.slug = 'undone-z' and new.version > 1 then raise exception 'no'; end if; return new; end $$`);
    await owner.unsafe(
      "create trigger refuse before update on dashboards for each row execute function refuse()",
    );
    try {
      const documents = [file("undone-a"), file("undone-z", { name: "New" })];
      await expect(applyDashboards(admin, { documents })).rejects.toThrow();
    } finally {
      await owner.unsafe("drop trigger refuse on dashboards");
      await owner.end();
    }
    expect(await isThere("undone-a")).toBe(false);
    expect(await summary()).toEqual(before);
  });

  it("refuses to overwrite what was published otherwise, unless that is said", async () => {
    await applyDashboards(editor, { documents: [file("forced")] });
    await edit("forced", () => ({ isPublic: false }));
    const input = { documents: [file("forced", { name: "Mine" })] };
    await expect(applyDashboards(editor, input)).rejects.toMatchObject({
      code: "CONFLICT_001",
      key: "codeDrift",
      details: { drift: { forced: { version: 2, by: editor.name } } },
    });
    expect(await getDashboard(editor, "forced")).toMatchObject({ version: 2, isPublic: false });
    await applyDashboards(editor, { ...input, force: true });
    // Once is enough, though the file still names the version before.
    await planDashboards(editor, { documents: [file("forced", { name: "Then", version: 1 })] }).then(
      ({ dashboards: [planned] }) => expect(planned).toMatchObject({ action: "update", drift: null }),
    );
    expect(await getDashboard(editor, "forced")).toMatchObject({ version: 3, isPublic: true, name: "Mine" });
    expect(await summary()).toMatchObject({
      severity: "WARNING",
      metadata: { updated: ["forced"], force: true },
    });
    // What files published themselves is no drift, though the file names an older version.
    await applyDashboards(editor, { documents: [file("forced", { name: "Again", version: 3 })] });
    await applyDashboards(editor, { documents: [file("forced", { name: "Once more", version: 3 })] });
  });

  it("prunes what the files held and do no more, of one's own; only when asked, and nothing else", async () => {
    const mine = await person("editor");
    await createDashboard(mine, { format: "json", value: sampleInput({ slug: "pruned" }) });
    await applyDashboards(mine, { documents: [file("kept"), file("pruned-elsewhere")] });
    await applyDashboards(admin, { documents: [file("pruned-admins")] });
    const documents = [file("kept")];
    const managed = ["kept", "pruned", "pruned-admins", "pruned-never"];
    expect((await planDashboards(mine, { documents, prune: true })).dashboards).toMatchObject([
      { slug: "kept" },
    ]);
    expect(await planDashboards(mine, { documents, managed })).toMatchObject({
      dashboards: [{ slug: "kept", action: "unchanged" }],
      absent: ["pruned"],
    });
    expect(await planDashboards(mine, { documents, managed, prune: true })).toMatchObject({
      dashboards: [{ slug: "kept" }, { slug: "pruned", file: null, action: "delete" }],
      absent: [],
    });
    expect(await isThere("pruned")).toBe(true);
    for (const act of [planDashboards, applyDashboards])
      await expect(act(mine, { documents: [], managed, prune: true })).rejects.toMatchObject({
        code: "INPUT_001",
        fields: [{ path: "documents", key: "pruneNothing" }],
      });
    await applyDashboards(mine, { documents, managed, prune: true });
    expect(await Promise.all(["pruned", "pruned-admins", "pruned-elsewhere", "kept"].map(isThere))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await summary()).toMatchObject({ severity: "WARNING", metadata: { deleted: ["pruned"] } });
  });

  it("deletes no version that nobody read", async () => {
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "raced" }) });
    await edit("raced", () => ({ isPublic: false }));
    await expect(deleteDashboard(editor, "raced", { version: 1 })).rejects.toMatchObject({
      code: "CONFLICT_001",
      details: { currentVersion: 2 },
    });
    expect(await isThere("raced")).toBe(true);
    await deleteDashboard(editor, "raced", { version: 2 });
    expect(await isThere("raced")).toBe(false);
  });

  it("takes so many files, and so much in all", async () => {
    const many = Array.from({ length: 201 }, (_, i) => file(`many-${i}`));
    await expect(planDashboards(editor, { documents: many })).rejects.toMatchObject({ code: "INPUT_001" });
    const long = [1, 2, 3].map((i) => ({ file: `${i}.yml`, text: `# ${"x".repeat(1_800_000)}` }));
    await expect(planDashboards(editor, { documents: long })).rejects.toMatchObject({ code: "FILE_001" });
  });

  it("does not prune while a file can't be read: it may be the one", async () => {
    const mine = await person("editor");
    await applyDashboards(mine, { documents: [file("unread")] });
    const plan = await planDashboards(mine, {
      documents: [{ file: "unread.yml", text: "[" }],
      managed: ["unread"],
      prune: true,
    });
    expect(plan.dashboards).toEqual([]);
    expect(plan.problems).toHaveLength(1);
  });

  it("lets somebody else's stand that is left alone", async () => {
    await createDashboard(admin, { format: "json", value: sampleInput({ slug: "public" }) });
    const { dashboards: planned, problems } = await planDashboards(editor, { documents: [file("public")] });
    expect(planned).toMatchObject([{ slug: "public", action: "unchanged" }]);
    expect(problems).toEqual([]);
  });

  it("changes nobody else's, and shows nobody what they may not see", async () => {
    await createDashboard(admin, { format: "json", value: sampleInput({ slug: "secret", isPublic: false }) });
    const plan = await planDashboards(editor, { documents: [file("secret", { name: "Mine" })] });
    expect(plan).toMatchObject({ dashboards: [], problems: [{ file: "secret.yml", line: 1, path: "slug" }] });
    expect((await planDashboards(admin, { documents: [file("secret", { name: "Mine" })] })).problems).toEqual(
      [],
    );
  });
});
