import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { within } from "@/db/client";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { checkNames } from "@/lib/dashboards/check-names";
import type { Batch } from "@/lib/dashboards/code/batch";
import { endDraft } from "@/lib/dashboards/drafts/end-draft";
import { editableBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { type DocumentInput, type ParsedDocument, parseDocument } from "@/lib/dashboards/parse-document";
import { contentOf, placeOf, readFolderPath } from "@/lib/dashboards/place-of";
import type { Dashboard } from "@/lib/dashboards/schema";
import { toDashboard } from "@/lib/dashboards/to-dashboard";
import { isWritable, writeYaml } from "@/lib/dashboards/write-yaml";
import { AppError, invalidInput } from "@/lib/errors";
import { localText } from "@/lib/format/format";

export interface UpdateOptions {
  /** Where the document comes from. Never from a request. */
  origin?: "user" | "code";
  /** The earlier version that this brings back. */
  restored?: number;
  /** The changes it is one of. */
  batch?: Batch;
  /** What the document says, where the caller has read it already. Never from a request. */
  parsed?: ParsedDocument;
}

/**
 * Publishes a dashboard anew and raises its version. Its owner, admins, and editors it was given to; those leave `isPublic` as it was.
 * @param input a document with the `version` that was read, a `message` where something is to be said of it, and the revision of the
 * viewer's own `draft` where it publishes that, which ends it; any other document leaves it
 * @throws AppError CONFLICT_001 with `details.currentVersion` when somebody published meanwhile, with `details.currentRevision` when the
 * draft is another one by now; INPUT_001, also for what was read of a broken document, which lacks what is broken; NOT_FOUND, AUTH_004
 */
export async function updateDashboard(
  viewer: Viewer,
  slug: string,
  input: DocumentInput,
  { origin = "user", restored, batch, parsed }: UpdateOptions = {},
): Promise<Dashboard> {
  authorize(viewer, "dashboard.update");
  const before = await findDashboard(viewer, slug, "dashboard.update", batch?.tx);
  const { spec, version, message, draft, isSalvage } = parsed ?? parseDocument(input, slug);
  // What is broken would be gone with it, unseen.
  if (isSalvage) throw new AppError("INPUT_001", { key: "formatBroken" });
  if (version === undefined) throw invalidInput("version", "required");
  if (spec.slug !== slug) throw invalidInput("slug", "slugStays", { slug });
  const mayShare = can(viewer, "dashboard.share", before);
  if (!mayShare && version === before.version && spec.isPublic !== before.isPublic)
    throw new AppError("AUTH_004", {
      key: "isPublicOwnerOnly",
      fields: [{ path: "isPublic", key: "isPublicOwnerOnly" }],
    });
  await checkNames(viewer, spec, batch?.slugs, batch?.tx);
  return within(batch?.tx, async (tx) => {
    const place = await placeOf(spec, tx);
    const [row] = await tx
      .update(dashboards)
      .set({
        name: localText(spec.name, viewer.locale),
        config: contentOf(spec),
        // Another document's comments stay: they are read back where what they stand by is still there.
        ...(input.format === "yaml" ? { source: input.text } : {}),
        isPublic: spec.isPublic,
        ...place,
        version: sql`${dashboards.version} + 1`,
      })
      .where(
        and(
          eq(dashboards.id, before.id),
          eq(dashboards.version, version),
          editableBy(viewer),
          mayShare ? undefined : eq(dashboards.isPublic, spec.isPublic),
        ),
      )
      .returning();
    if (!row) {
      const current = await findDashboard(viewer, slug, "dashboard.update", tx);
      throw new AppError("CONFLICT_001", { details: { currentVersion: current.version } });
    }
    await tx.insert(dashboardVersions).values({
      dashboardId: row.id,
      version: row.version,
      config: contentOf(spec),
      authorId: viewer.userId,
      origin,
      message,
    });
    const typed = draft === undefined ? null : await endDraft(tx, row.id, viewer.userId, draft);
    // The draft had the only copy of what was written beside the document: comments.
    if (typed !== null && input.format === "json" && isWritable(typed))
      await tx
        .update(dashboards)
        .set({ source: writeYaml({ ...spec, version: row.version } as Dashboard, typed) })
        .where(eq(dashboards.id, row.id));
    await recordChange(tx, viewer, {
      action: "dashboard.update",
      category: "DATA",
      metadata: {
        id: row.id,
        slug,
        version: row.version,
        ...(origin === "user" ? {} : { origin }),
        ...(restored === undefined ? {} : { restored }),
        ...(row.isPublic === before.isPublic ? {} : { isPublic: row.isPublic }),
      },
    });
    return toDashboard(row, before.share, await readFolderPath(row.folderId, tx));
  });
}
