import "server-only";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { recordChange } from "@/lib/audit/record-change";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { type Locale, localText } from "@/lib/format/format";
import { type PackDashboard, readPackDashboards } from "@/lib/packs/read-pack-dashboards";
import { getSettings } from "@/lib/settings/get-settings";

/** Slugs by what became of them. */
export interface InstalledDashboards {
  installed: string[];
  /** The pack's file had changed since, and nobody had edited the dashboard. */
  upgraded: string[];
  /** As they were: up to date, edited here, or a dashboard of somebody's own. */
  kept: string[];
}

const originOf = (pack: string) => `pack:${pack}`;

/** What is stored of a spec: its name in the workspace's language, to be listed and searched by. */
const stored = (spec: DashboardSpec, locale: Locale) => ({
  name: localText(spec.name, locale),
  config: spec,
});

const record = (tx: Executor, action: string, metadata: Record<string, unknown>) =>
  recordChange(tx, null, { action, category: "DATA", metadata });

/** Whether a dashboard of this slug lies in the bin, and none has taken its place. */
async function isBinned(tx: Executor, slug: string): Promise<boolean> {
  const rows = await tx
    .select({ deletedAt: dashboards.deletedAt })
    .from(dashboards)
    .where(eq(dashboards.slug, slug));
  return rows.length > 0 && rows.every(({ deletedAt }) => deletedAt !== null);
}

async function installOne(
  tx: Executor,
  { pack, spec }: PackDashboard,
  locale: Locale,
): Promise<keyof InstalledDashboards> {
  const origin = originOf(pack);
  // Who threw it away does not want it back with the next start.
  if (await isBinned(tx, spec.slug)) return "kept";
  const [created] = await tx
    .insert(dashboards)
    .values({
      slug: spec.slug,
      ownerId: null,
      isPublic: spec.isPublic,
      tags: spec.tags ?? [],
      ...stored(spec, locale),
    })
    .onConflictDoNothing()
    .returning({ id: dashboards.id });
  if (created) {
    await tx
      .insert(dashboardVersions)
      .values({ dashboardId: created.id, version: 1, config: spec, authorId: null, origin });
    await record(tx, "dashboard.create", { slug: spec.slug, version: 1, origin });
    return "installed";
  }

  const [known] = await tx
    .select({ id: dashboards.id, version: dashboards.version, config: dashboards.config })
    .from(dashboards)
    .where(and(eq(dashboards.slug, spec.slug), isNull(dashboards.deletedAt)))
    .for("update");
  if (!known) return "kept";
  const [newest] = await tx
    .select({ origin: dashboardVersions.origin })
    .from(dashboardVersions)
    .where(eq(dashboardVersions.dashboardId, known.id))
    .orderBy(desc(dashboardVersions.version))
    .limit(1);
  if (newest?.origin !== origin) return "kept";
  const current = DashboardSpec.safeParse(known.config);
  if (current.success && isDeepStrictEqual(current.data, spec)) return "kept";

  const version = known.version + 1;
  await tx
    .update(dashboards)
    .set({ ...stored(spec, locale), isPublic: spec.isPublic, version, updatedAt: new Date() })
    .where(and(eq(dashboards.id, known.id), eq(dashboards.version, known.version)));
  await tx
    .insert(dashboardVersions)
    .values({ dashboardId: known.id, version, config: spec, authorId: null, origin });
  await record(tx, "dashboard.update", { slug: spec.slug, version, origin });
  return "upgraded";
}

/**
 * Puts the packs' dashboards into the database, at boot and by the command line: nobody asks, so there is no viewer.
 * New ones are inserted without an owner, unedited ones follow their file, all others are left alone. Any number of
 * processes may run it at once.
 * @param directory the packs; by default `packs` below the working directory
 * @throws as `readPackDashboards`; nothing is written then
 */
export async function installPackDashboards(
  directory = path.join(process.cwd(), "packs"),
): Promise<InstalledDashboards> {
  const found = readPackDashboards(directory);
  const outcome: InstalledDashboards = { installed: [], upgraded: [], kept: [] };
  const { locale } = await getSettings();
  await db.transaction(async (tx) => {
    for (const dashboard of found) outcome[await installOne(tx, dashboard, locale)].push(dashboard.spec.slug);
  });
  return outcome;
}
