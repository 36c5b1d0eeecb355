import "server-only";
import { and, getTableColumns, inArray, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { checkNames } from "@/lib/dashboards/check-names";
import { findDrift, type Publication, readPublications } from "@/lib/dashboards/code/find-drift";
import { problemsOf, type ReadFile, type ReadFiles } from "@/lib/dashboards/code/read-files";
import type { CodeInput, CodePlan, CodeProblem, PlannedDashboard } from "@/lib/dashboards/code/schema";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { ownedBy } from "@/lib/dashboards/editable-by";
import type { FoundDashboard } from "@/lib/dashboards/find-dashboard";
import { placeOf, readFolderPath } from "@/lib/dashboards/place-of";
import type { Dashboard, DashboardSpec } from "@/lib/dashboards/schema";
import { shareOf } from "@/lib/dashboards/share/shared-with";
import { toDashboard } from "@/lib/dashboards/to-dashboard";
import { AppError, invalidInput } from "@/lib/errors";
import { localText } from "@/lib/format/format";

/** A plan with what it takes to carry it out. */
export interface WorkedOutPlan extends CodePlan {
  /** The files that can be read, by slug. */
  files: ReadonlyMap<string, ReadFile>;
  /** Slugs of dashboards that stay as they are, but in other words: comments, order, quotes. */
  reworded: ReadonlySet<string>;
}

/** What a file leaves unsaid of where the dashboard is filed stays as it is. */
const filed = (spec: DashboardSpec, { folder, tags }: Dashboard): DashboardSpec => ({
  ...spec,
  ...(spec.folder === undefined && folder !== undefined ? { folder } : {}),
  ...(spec.tags === undefined && tags !== undefined ? { tags } : {}),
});

const rowsOf = (tx: Executor, viewer: Viewer) =>
  tx.select({ ...getTableColumns(dashboards), share: shareOf(viewer) }).from(dashboards);

class Planner {
  readonly problems: CodeProblem[] = [];
  readonly planned: PlannedDashboard[] = [];
  readonly reworded = new Set<string>();
  /** What the person may; their token may be there to look only. */
  private readonly person: Viewer;

  constructor(
    private readonly tx: Executor,
    private readonly viewer: Viewer,
    private readonly slugs: readonly string[],
  ) {
    this.person = { ...viewer, scopes: null };
  }

  refuse(file: ReadFile, error: unknown): void {
    if (!(error instanceof AppError)) throw error;
    this.problems.push(...problemsOf(file, error, this.viewer.locale));
  }

  private refuseField(file: ReadFile, path: string, key: string, values = {}): void {
    this.refuse(file, new AppError("INPUT_001", { fields: [{ path, key, values }] }));
  }

  /** Whether every name in the file is there. */
  private async check(file: ReadFile): Promise<void> {
    try {
      await placeOf(file.spec, this.tx);
      await checkNames(this.viewer, file.spec, this.slugs, this.tx);
    } catch (error) {
      this.refuse(file, error);
    }
  }

  async create(file: ReadFile): Promise<void> {
    if (!can(this.person, "dashboard.create")) this.refuse(file, new AppError("AUTH_004"));
    await this.check(file);
    const { slug, name } = file.spec;
    this.planned.push({
      slug,
      name: localText(name, this.viewer.locale),
      file: file.file,
      action: "create",
      version: null,
      changes: [],
      drift: null,
    });
  }

  async update(file: ReadFile, row: FoundDashboard, publications: readonly Publication[]): Promise<void> {
    const { slug } = row;
    const current = toDashboard(row, row.share, await readFolderPath(row.folderId, this.tx));
    const spec = filed(file.spec, current);
    const changes = diffSpecs(current, spec);
    // Broken parts are left out of what is compared: writing it anew mends it.
    const isSame = changes.length === 0 && !current.issues;
    // Somebody else's that is pulled along with one's own is in nobody's way while it is left alone.
    const mayStand = isSame && can(this.person, "dashboard.read", row);
    if (!mayStand && !can(this.person, "dashboard.update", row))
      return this.refuseField(file, "slug", "slugNotYours", { slug });
    if (!isSame) {
      if (spec.isPublic !== current.isPublic && !can(this.person, "dashboard.share", row))
        this.refuseField(file, "isPublic", "isPublicOwnerOnly");
      await this.check(file);
    }
    if (isSame && row.source !== file.text && can(this.person, "dashboard.update", row))
      this.reworded.add(slug);
    this.planned.push({
      slug,
      name: localText(spec.name, this.viewer.locale),
      file: file.file,
      action: isSame ? "unchanged" : "update",
      version: row.version,
      changes,
      drift: isSame
        ? null
        : await findDrift(this.tx, row.id, current, publications, { spec, version: file.version }),
    });
  }

  async remove(row: FoundDashboard, publications: readonly Publication[]): Promise<void> {
    const current = toDashboard(row, row.share, null);
    this.planned.push({
      slug: row.slug,
      name: localText(current.name, this.viewer.locale),
      file: null,
      action: "delete",
      version: row.version,
      changes: [],
      drift: await findDrift(this.tx, row.id, current, publications, null),
    });
  }
}

/** Of the dashboards that the files are known to have held those that are in none now, and may be deleted by this viewer. */
async function findAbsent(
  tx: Executor,
  viewer: Viewer,
  slugs: readonly string[],
  managed: readonly string[],
): Promise<FoundDashboard[]> {
  const there = new Set(slugs);
  const absent = managed.filter((slug) => !there.has(slug));
  if (absent.length === 0) return [];
  const rows = await rowsOf(tx, viewer).where(
    and(isNull(dashboards.deletedAt), ownedBy(viewer), inArray(dashboards.slug, absent)),
  );
  return rows.filter((row) => can({ ...viewer, scopes: null }, "dashboard.delete", row));
}

/**
 * What would become of the dashboards, and why it can't. The caller has authorised.
 * @throws AppError INPUT_001 for pruning by no files
 */
export async function makePlan(
  tx: Executor,
  viewer: Viewer,
  { documents, prune, managed }: Required<CodeInput>,
  { files, problems }: ReadFiles,
): Promise<WorkedOutPlan> {
  // A folder that was not checked out, rather than one that was emptied.
  if (prune && documents.length === 0) throw invalidInput("documents", "pruneNothing");
  const slugs = files.map(({ spec }) => spec.slug);
  const found =
    slugs.length === 0
      ? []
      : await rowsOf(tx, viewer).where(and(isNull(dashboards.deletedAt), inArray(dashboards.slug, slugs)));
  const absent = await findAbsent(tx, viewer, slugs, managed);
  const publications = await readPublications(
    tx,
    [...found, ...absent].map(({ id }) => id),
  );
  const planner = new Planner(tx, viewer, slugs);
  for (const file of files) {
    const row = found.find(({ slug }) => slug === file.spec.slug);
    if (row) await planner.update(file, row, publications.get(row.id) ?? []);
    else await planner.create(file);
  }
  // A file that can't be read may be of any of them.
  const gone = problems.length > 0 ? [] : absent;
  if (prune) for (const row of gone) await planner.remove(row, publications.get(row.id) ?? []);
  const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : 1);
  return {
    dashboards: planner.planned.sort(bySlug),
    problems: [...problems, ...planner.problems],
    absent: prune ? [] : gone.map(({ slug }) => slug).sort(),
    files: new Map(files.map((file) => [file.spec.slug, file])),
    reworded: planner.reworded,
  };
}
