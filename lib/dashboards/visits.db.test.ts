import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const config = { schema: 1, widgets: [], layout: { width: 1152, widgets: {} } };

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { dashboards } = await import("@/db/schema/dashboards");
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  const { recordVisit } = await import("@/lib/dashboards/record-visit");
  const { listRecentDashboards } = await import("@/lib/dashboards/list-recent-dashboards");
  const { listCommandTargets } = await import("@/lib/commands/list-command-targets");
  const person = async (role: "viewer" | "editor" | "admin"): Promise<Viewer> => {
    const [row] = await db
      .insert(users)
      .values({ email: `${crypto.randomUUID()}@lookflex.example`, name: role, role })
      .returning();
    if (!row) throw new Error("no user");
    const request = { id: "", ip: "", userAgent: "", method: "", path: "" };
    return viewerOf({ ...row, locale: "ko" }, { sessionId: "" }, request);
  };
  const dashboard = async (slug: string, ownerId: string | null, isPublic: boolean) => {
    const [row] = await db
      .insert(dashboards)
      .values({ slug, name: slug, config: { ...config, slug, name: slug }, ownerId, isPublic })
      .returning();
    return row?.id ?? "";
  };
  return { db, dashboards, recordVisit, listRecentDashboards, listCommandTargets, person, dashboard };
}

it("remembers what each person opened last, once a dashboard", async () => {
  const { recordVisit, listRecentDashboards, person, dashboard } = await house();
  const [one, two] = [await dashboard("one", null, true), await dashboard("two", null, true)];
  const [viewer, other] = [await person("viewer"), await person("viewer")];
  await recordVisit(viewer, one);
  await recordVisit(viewer, two);
  await recordVisit(viewer, one);
  expect((await listRecentDashboards(viewer)).map(({ slug }) => slug)).toEqual(["one", "two"]);
  expect(await listRecentDashboards(other)).toEqual([]);
});

it("neither keeps nor lists what the viewer may not open", async () => {
  const { db, dashboards, recordVisit, listRecentDashboards, person, dashboard } = await house();
  const { eq } = await import("drizzle-orm");
  const [owner, viewer, admin] = [await person("editor"), await person("viewer"), await person("admin")];
  const closed = await dashboard("closed", owner.userId, false);
  const closing = await dashboard("closing", owner.userId, true);
  for (const who of [owner, viewer, admin]) {
    await recordVisit(who, closed);
    await recordVisit(who, closing);
  }
  await db.update(dashboards).set({ isPublic: false }).where(eq(dashboards.id, closing));
  const slugs = async (who: Viewer) => (await listRecentDashboards(who)).map(({ slug }) => slug).sort();
  expect(await slugs(owner)).toEqual(["closed", "closing"]);
  expect(await slugs(admin)).toEqual(["closed", "closing"]);
  expect(await slugs(viewer)).toEqual([]);
  await recordVisit(viewer, crypto.randomUUID());
  expect(await slugs(viewer)).toEqual([]);
});

it("gives the command menu what the viewer may see: recent first, people to admins alone", async () => {
  const { recordVisit, listCommandTargets, person, dashboard } = await house();
  const [owner, viewer, admin] = [await person("editor"), await person("viewer"), await person("admin")];
  await dashboard("aa-secret", owner.userId, false);
  await dashboard("bb-open", null, true);
  const late = await dashboard("zz-open", null, true);
  await recordVisit(viewer, late);
  const seen = await listCommandTargets(viewer);
  expect(seen.dashboards[0]).toMatchObject({ slug: "zz-open", recent: true });
  expect(seen.dashboards.map(({ slug }) => slug)).not.toContain("aa-secret");
  expect(seen.users).toEqual([]);
  const all = await listCommandTargets(admin);
  expect(all.dashboards.map(({ slug }) => slug)).toContain("aa-secret");
  expect(all.users).toContainEqual({ id: viewer.userId, name: "viewer", email: viewer.email });
});
