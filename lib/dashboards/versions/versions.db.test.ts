import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { addWidget } from "@/lib/dashboards/add-widget";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDraft } from "@/lib/dashboards/drafts/get-draft";
import { saveDraft } from "@/lib/dashboards/drafts/save-draft";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { type UpdateOptions, updateDashboard } from "@/lib/dashboards/update-dashboard";
import { getVersion } from "@/lib/dashboards/versions/get-version";
import { listVersions } from "@/lib/dashboards/versions/list-versions";
import { restoreVersion } from "@/lib/dashboards/versions/restore-version";
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
  await setShares(owner, slug, { shares: [{ user: given.userId, canEdit: true }] });
  return made;
}
const publish = (by: Viewer, value: { slug: string; [field: string]: unknown }, options?: UpdateOptions) =>
  updateDashboard(by, value.slug, { format: "json", value }, options);
const versionsOf = (id: string) =>
  db
    .select()
    .from(dashboardVersions)
    .where(eq(dashboardVersions.dashboardId, id))
    .orderBy(dashboardVersions.version);
const sourceOf = async (slug: string) =>
  (await db.select({ source: dashboards.source }).from(dashboards).where(eq(dashboards.slug, slug)))[0]
    ?.source;

describe("publishing", () => {
  it("keeps who, when, from where and what was said of it, which no reading shows", async () => {
    const made = await shared("said");
    await publish(given, { ...made, name: "Two", message: "  the second  " });
    await publish(owner, { ...made, version: 2, name: "Three", message: " " }, { origin: "code" });
    const said = await getDashboard(owner, "said");
    expect(said).not.toHaveProperty("message");
    expect(said).not.toHaveProperty("source");
    expect(await listVersions(owner, "said")).toEqual([
      {
        version: 3,
        author: { id: owner.userId, name: owner.name },
        origin: "code",
        message: null,
        createdAt: expect.any(String),
        widgets: 3,
      },
      {
        version: 2,
        author: { id: given.userId, name: given.name },
        origin: "user",
        message: "the second",
        createdAt: expect.any(String),
        widgets: 3,
      },
      expect.objectContaining({ version: 1, message: null }),
    ]);
    for (const [message, key] of [
      ["x".repeat(501), "tooLong"],
      [7, "wrongType"],
    ])
      await expect(publish(owner, { ...made, version: 3, message })).rejects.toMatchObject({
        fields: [{ path: "message", key }],
      });
    expect(
      (await listVersions(owner, "said", { before: 3, limit: 1 })).map(({ version }) => version),
    ).toEqual([2]);
  });

  it("keeps the YAML it was written as, until another YAML comes", async () => {
    const made = await shared("yaml");
    expect(await sourceOf("yaml")).toBeNull();
    const text = `# why\n${toYaml(made)}`;
    await updateDashboard(owner, "yaml", { format: "yaml", text });
    expect(await sourceOf("yaml")).toBe(text);
    await publish(owner, { ...made, version: 2 });
    expect(await sourceOf("yaml")).toBe(text);
    const fresh = `# born as YAML\n${toYaml({ ...made, slug: "yaml-born" })}`;
    await createDashboard(owner, { format: "yaml", text: fresh });
    expect(await sourceOf("yaml-born")).toBe(fresh);
  });

  it("keeps what was written beside a draft: its comments are published with it", async () => {
    const made = await shared("commented");
    const { version: _, ...spec } = made;
    const config = sampleInput({ slug: "commented", name: "New", isPublic: true });
    const save = (source: string | null, baseVersion: number) =>
      saveDraft(owner, "commented", { baseVersion, revision: null, config, source });
    await save(`# why\n${toYaml({ ...spec, name: "Old" } as typeof made)}`, 1);
    await publish(owner, { ...made, name: "New", version: 1, draft: 1 });
    expect(await getDraft(owner, "commented")).toBeNull();
    const published = await sourceOf("commented");
    expect(published).toMatch(/^# why\n/);
    expect(published).toContain("name: New\n");
    // A text that can't be read and none at all leave it as it was.
    for (const [i, source] of ["widgets: [", null].entries()) {
      await save(source, 2 + i);
      await publish(owner, { ...made, name: "New", version: 2 + i, draft: 1 });
      expect(await sourceOf("commented")).toBe(published);
    }
  });

  it("is refused for a draft that is another one by now, and for what was read of a broken document", async () => {
    const made = await shared("stale");
    const config = sampleInput({ slug: "stale", name: "Draft" });
    await saveDraft(owner, "stale", { baseVersion: 1, revision: null, config });
    await saveDraft(owner, "stale", { baseVersion: 1, revision: 1, config });
    for (const [by, draft, currentRevision] of [
      [owner, 1, 2],
      [given, 1, null],
    ] as const)
      await expect(publish(by, { ...made, draft })).rejects.toMatchObject({
        code: "CONFLICT_001",
        key: "draftElsewhere",
        details: { currentRevision },
      });
    expect(await getDraft(owner, "stale")).toMatchObject({ revision: 2 });
    const issues = [{ path: "widgets.0.type", message: "?" }];
    await expect(publish(owner, { ...made, issues })).rejects.toMatchObject({
      code: "INPUT_001",
      key: "formatBroken",
    });
    expect(await getDashboard(owner, "stale")).toMatchObject({ version: 1, name: made.name });
    const put = await publish(owner, { ...made, draft: 2, issues: [] });
    expect(put).not.toHaveProperty("draft");
    expect(await getDashboard(owner, "stale")).not.toHaveProperty("draft");
  });

  it("ends the publisher's own draft, not others', and only where the draft is what is published", async () => {
    const made = await shared("drafted");
    const config = sampleInput({ slug: "drafted", name: "Draft" });
    const save = (by: Viewer) => saveDraft(by, "drafted", { baseVersion: 1, revision: null, config });
    await save(owner);
    await save(given);
    await publish(owner, { ...made, version: 1, draft: 1 });
    expect(await getDraft(owner, "drafted")).toBeNull();
    expect(await getDraft(given, "drafted")).toMatchObject({ config: { name: "Draft" } });
    const [kpi] = made.widgets;
    if (kpi?.type !== "kpi") throw new Error("sample changed");
    await addWidget(given, { to: { dashboard: "drafted", version: 2 }, widget: kpi });
    await publish(given, { ...made, version: 3 });
    await publish(given, { ...made, version: 4 }, { origin: "code" });
    await restoreVersion(given, "drafted", 1, { version: 5 });
    await expect(publish(given, { ...made, version: 5 })).rejects.toMatchObject({ code: "CONFLICT_001" });
    expect(await getDraft(given, "drafted")).toMatchObject({ config: { name: "Draft" }, baseVersion: 1 });
  });

  it("loses no publication and no draft, whoever saves at once, in any number", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ by: fc.nat(2), behind: fc.nat(1) }), { minLength: 2, maxLength: 7 }),
        async (writers) => {
          const slug = `property-${run++}`;
          const made = await shared(slug);
          // Somebody has published in between: those behind have read the version before.
          await publish(owner, { ...made, description: "base" });
          const people = [owner, given, admin];
          const who = (by: number) => people[by] as Viewer;
          const drafts = new Map<number, object>();
          for (const [i, { by }] of writers.entries()) {
            if (drafts.has(by)) continue;
            const config = sampleInput({ slug, description: `draft ${i}` });
            await saveDraft(who(by), slug, { baseVersion: 2, revision: null, config });
            drafts.set(by, { config: { description: `draft ${i}` } });
          }
          const results = await Promise.allSettled(
            writers.map(({ by, behind }, i) =>
              publish(who(by), { ...made, version: 2 - behind, description: `writer ${i}`, draft: 1 }),
            ),
          );
          const rows = await versionsOf(made.id);
          expect(rows.map(({ version }) => version)).toEqual(rows.map((_, i) => i + 1));
          const published = rows.slice(2).map(({ config, authorId, version }) => ({
            description: (config as { description?: string }).description,
            authorId,
            version,
          }));
          const won = results.flatMap((result, i) =>
            result.status === "fulfilled"
              ? [
                  {
                    description: `writer ${i}`,
                    authorId: who(writers[i]?.by ?? 0).userId,
                    version: result.value.version,
                  },
                ]
              : [],
          );
          expect(won.sort((a, b) => a.version - b.version)).toEqual(published);
          expect(won.length).toBe(writers.some(({ behind }) => behind === 0) ? 1 : 0);
          const newest = await getDashboard(owner, slug);
          expect(newest.version).toBe(rows.length);
          expect(newest.description).toBe(published.at(-1)?.description ?? "base");
          for (const [i, result] of results.entries()) {
            if (result.status === "fulfilled") continue;
            expect(result.reason).toMatchObject({ code: "CONFLICT_001" });
            // A version they had not read: whether the winner had come before them or not.
            const { currentVersion } = result.reason.details;
            expect(currentVersion).toBeGreaterThan(2 - (writers[i]?.behind ?? 0));
            expect(currentVersion).toBeLessThanOrEqual(newest.version);
          }
          for (const [by, draft] of drafts) {
            const kept = await getDraft(who(by), slug);
            if (published.some(({ authorId }) => authorId === who(by).userId)) expect(kept).toBeNull();
            else expect(kept).toMatchObject(draft);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("versions", () => {
  it("are for whoever may change the dashboard", async () => {
    const made = await shared("theirs");
    for (const who of [viewer, other, { ...owner, scopes: ["write" as const] }])
      for (const attempt of [() => listVersions(who, "theirs"), () => getVersion(who, "theirs", 1)])
        await expect(attempt()).rejects.toMatchObject({ code: "AUTH_004" });
    for (const who of [viewer, other, { ...owner, scopes: ["read" as const] }])
      await expect(restoreVersion(who, "theirs", 1, { version: 1 })).rejects.toMatchObject({
        code: "AUTH_004",
      });
    for (const who of [owner, given, admin]) {
      expect(await listVersions(who, "theirs")).toHaveLength(1);
      expect(await getVersion(who, "theirs", 1)).toMatchObject({ widgets: made.widgets, version: 1 });
      expect(await getVersion(who, "theirs", 1)).not.toHaveProperty("raw");
    }
    for (const version of [0, 2, -1, 1.5, Number.NaN, 2 ** 40])
      for (const attempt of [
        () => getVersion(owner, "theirs", version),
        () => restoreVersion(owner, "theirs", version, { version: 1 }),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("name nobody where their author left, and a pack where it came with one", async () => {
    const made = await shared("authors");
    await db
      .update(dashboardVersions)
      .set({ authorId: null, origin: "pack:commerce", config: { widgets: 7 } })
      .where(and(eq(dashboardVersions.dashboardId, made.id), eq(dashboardVersions.version, 1)));
    expect(await listVersions(owner, "authors")).toMatchObject([
      { author: null, origin: "pack:commerce", widgets: 0 },
    ]);
    // What it was is no document: it can be looked at, and not be restored over one that is.
    const read = await getVersion(owner, "authors", 1);
    expect(read.issues).not.toEqual([]);
    expect(read.raw).toBe("widgets: 7\n");
    await expect(restoreVersion(owner, "authors", 1, { version: 1 })).rejects.toMatchObject({
      key: "formatBroken",
    });
  });

  it("come back as a new one, which leaves who may open it and where it is filed", async () => {
    const made = await shared("back");
    await publish(owner, {
      ...made,
      name: "Second",
      tags: ["kept"],
      isPublic: false,
      widgets: [],
      layout: {
        width: 1152,
        widgets: {},
      },
    });
    const restored = await restoreVersion(given, "back", 1, { version: 2, message: "as it was" });
    expect(restored).toMatchObject({
      version: 3,
      name: made.name,
      widgets: made.widgets,
      isPublic: false,
      tags: ["kept"],
    });
    expect(await getDashboard(owner, "back")).toMatchObject({ version: 3, isPublic: false });
    expect(await listVersions(owner, "back")).toMatchObject([
      { version: 3, author: { id: given.userId }, message: "as it was", origin: "user" },
      { version: 2 },
      { version: 1 },
    ]);
    // The versions before are what they were.
    expect(await getVersion(owner, "back", 2)).toMatchObject({ name: "Second", widgets: [], version: 2 });
    const audited = await db.select().from(auditLog).where(eq(auditLog.action, "dashboard.update"));
    expect(
      audited.filter(({ metadata }) => metadata?.restored === 1 && metadata.id === made.id),
    ).toHaveLength(1);
    await expect(restoreVersion(given, "back", 1, { version: 2 })).rejects.toMatchObject({
      code: "CONFLICT_001",
      details: { currentVersion: 3 },
    });
  });

  it("are not restored where they name what is no longer there", async () => {
    const made = await shared("names");
    const config = {
      ...sampleInput({ slug: "names" }),
      widgets: made.widgets.map((widget) => ("dataset" in widget ? { ...widget, dataset: "lost" } : widget)),
    };
    await db.update(dashboardVersions).set({ config }).where(eq(dashboardVersions.dashboardId, made.id));
    await expect(restoreVersion(owner, "names", 1, { version: 1 })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: expect.arrayContaining([expect.objectContaining({ key: "unknownName" })]),
    });
    expect((await getDashboard(owner, "names")).version).toBe(1);
  });
});
