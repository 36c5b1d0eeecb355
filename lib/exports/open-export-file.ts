import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { exportChunks, fileExports } from "@/db/schema/exports";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordRead } from "@/lib/audit/record-read";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { AppError, notAllowed, notFound } from "@/lib/errors";
import { ExportRequest } from "@/lib/exports/export-request";
import { findExported } from "@/lib/exports/find-exported";
import { rightsOf } from "@/lib/exports/rights-of";
import { toExport } from "@/lib/exports/to-export";

export interface ExportFile {
  fileName: string;
  mediaType: string;
  bytes: number;
  /** Each is read when the one before was taken. They end early only by an error. */
  pieces: AsyncGenerator<Uint8Array, void, undefined>;
}

async function* readPieces(id: string, bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let left = bytes;
  for (let n = 0; left > 0; n++) {
    const [piece] = await db
      .select({ bytes: exportChunks.bytes })
      .from(exportChunks)
      .where(and(eq(exportChunks.exportId, id), eq(exportChunks.n, n)));
    // Thrown away meanwhile: a file that merely ended would pass for a whole one.
    if (!piece) throw notFound("export");
    left -= piece.bytes.length;
    yield piece.bytes;
  }
}

/**
 * A finished file of the viewer's own. Refused where they may no longer export or read what it is of, or see other rows and columns now
 * than when it was written. On record.
 * @throws AppError NOT_FOUND (also: somebody else's, not finished, expired), AUTH_004
 */
export async function openExportFile(viewer: Viewer, { id }: { id: string }): Promise<ExportFile> {
  authorize(viewer, "export.run");
  // Whatever it is of, a token needs both to see it.
  authorize(viewer, "query.run");
  authorize(viewer, "dataset.read");
  const [row] = await db
    .select()
    .from(fileExports)
    .where(and(eq(fileExports.id, id), eq(fileExports.userId, viewer.userId)));
  if (!row) throw notFound("export");
  const { state } = toExport(row, viewer.locale);
  if (state !== "done" || row.mediaType === null)
    throw new AppError("NOT_FOUND", { key: state === "expired" ? "exportExpired" : "exportNoFile" });
  await findExported(viewer, ExportRequest.parse(row.request).of);
  if (row.rights !== rightsOf(viewer, await loadDatasets())) throw notAllowed("exportRights");
  const { title, fileName, mediaType, rows, bytes } = row;
  await recordRead(viewer, {
    action: "export.download",
    category: "DATA",
    metadata: { id, title, rows, bytes },
  });
  return { fileName, mediaType, bytes, pieces: readPieces(id, bytes) };
}
