import "server-only";
import { within } from "@/db/client";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { checkNames } from "@/lib/dashboards/check-names";
import type { Batch } from "@/lib/dashboards/code/batch";
import { type DocumentInput, type ParsedDocument, parseDocument } from "@/lib/dashboards/parse-document";
import { contentOf, placeOf, readFolderPath } from "@/lib/dashboards/place-of";
import type { Dashboard } from "@/lib/dashboards/schema";
import { slugTaken } from "@/lib/dashboards/slug-taken";
import { toDashboard } from "@/lib/dashboards/to-dashboard";
import { localText } from "@/lib/format/format";

export interface CreateOptions {
  /** Where it comes from. Never from a request. */
  origin?: "user" | "code";
  /** The changes it is one of. */
  batch?: Batch;
  /** What the document says, where the caller has read it already. Never from a request. */
  parsed?: ParsedDocument;
}

/**
 * Publishes a new dashboard, owned by the viewer. Editors.
 * @throws AppError INPUT_001 with the fields at fault; CONFLICT_001 when the slug is taken
 */
export async function createDashboard(
  viewer: Viewer,
  input: DocumentInput,
  { origin = "user", batch, parsed }: CreateOptions = {},
): Promise<Dashboard> {
  authorize(viewer, "dashboard.create");
  const { spec, message } = parsed ?? parseDocument(input);
  await checkNames(viewer, spec, batch?.slugs, batch?.tx);
  return within(batch?.tx, async (tx) => {
    const place = await placeOf(spec, tx);
    const [row] = await tx
      .insert(dashboards)
      .values({
        slug: spec.slug,
        name: localText(spec.name, viewer.locale),
        ownerId: viewer.userId,
        config: contentOf(spec),
        source: input.format === "yaml" ? input.text : null,
        isPublic: spec.isPublic,
        ...place,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw slugTaken(spec.slug);
    await tx.insert(dashboardVersions).values({
      dashboardId: row.id,
      version: row.version,
      config: contentOf(spec),
      authorId: viewer.userId,
      origin,
      message,
    });
    await recordChange(tx, viewer, {
      action: "dashboard.create",
      category: "DATA",
      metadata: { id: row.id, slug: row.slug, isPublic: row.isPublic, widgets: spec.widgets.length },
    });
    return toDashboard(row, null, await readFolderPath(row.folderId, tx));
  });
}
