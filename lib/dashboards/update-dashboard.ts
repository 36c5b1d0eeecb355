import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { within } from "@/db/client";
import { dashboardDrafts, dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { checkNames } from "@/lib/dashboards/check-names";
import type { Batch } from "@/lib/dashboards/code/batch";
import { editableBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { type DocumentInput, type ParsedDocument, parseDocument } from "@/lib/dashboards/parse-document";
import { contentOf, placeOf, readFolderPath } from "@/lib/dashboards/place-of";
import type { Dashboard } from "@/lib/dashboards/schema";
import { toDashboard } from "@/lib/dashboards/to-dashboard";
import { AppError, invalidInput } from "@/lib/errors";
import { localText } from "@/lib/format/format";

export interface UpdateOptions {
  /** Where the document comes from. Never from a request. */
  origin?: "user" | "code";
  /**
   * Whether what is published is the viewer's draft, which ends with it, or something else, beside which it stays. By default a person
   * at the editor publishes their draft and a script does not.
   */
  draft?: "publish" | "keep";
  /** The earlier version that this brings back. */
  restored?: number;
  /** The changes it is one of. */
  batch?: Batch;
  /** What the document says, where the caller has read it already. Never from a request. */
  parsed?: ParsedDocument;
}

/**
 * Publishes a dashboard anew and raises its version. Its owner, admins, and editors it was given to; those leave `isPublic` as it was.
 * @param input a document with the `version` that was read, and a `message` where something is to be said of it
 * @throws AppError CONFLICT_001 with `details.currentVersion` when somebody published meanwhile; INPUT_001, NOT_FOUND, AUTH_004
 */
export async function updateDashboard(
  viewer: Viewer,
  slug: string,
  input: DocumentInput,
  {
    origin = "user",
    draft = viewer.tokenId === null && origin === "user" ? "publish" : "keep",
    restored,
    batch,
    parsed,
  }: UpdateOptions = {},
): Promise<Dashboard> {
  authorize(viewer, "dashboard.update");
  const before = await findDashboard(viewer, slug, "dashboard.update", batch?.tx);
  const { spec, version, message } = parsed ?? parseDocument(input, slug);
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
    if (draft === "publish")
      await tx
        .delete(dashboardDrafts)
        .where(and(eq(dashboardDrafts.dashboardId, row.id), eq(dashboardDrafts.userId, viewer.userId)));
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
