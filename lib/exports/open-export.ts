import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { notFound } from "@/lib/errors";
import type { ExportRequest } from "@/lib/exports/export-request";
import { findExported } from "@/lib/exports/find-exported";

export interface OpenExport {
  /** With its extension, in the viewer's language. */
  fileName: string;
  mediaType: string;
  /** Each piece is made when the one before was taken; leaving the loop ends the query. */
  pieces: AsyncGenerator<Uint8Array, void, undefined>;
  /** Rows of data written so far. */
  rows(): number;
}

/** Opens what is asked for. @throws AppError NOT_FOUND for what nobody can write yet */
export async function openExport(
  viewer: Viewer,
  request: ExportRequest,
  _options: { signal: AbortSignal; now?: Date },
): Promise<OpenExport> {
  authorize(viewer, "export.run");
  await findExported(viewer, request.of);
  throw notFound("export");
}

/** How many rows the file will have, as far as it is cheap to know; null else. */
export async function countExport(
  viewer: Viewer,
  request: ExportRequest,
  _options: { signal: AbortSignal },
): Promise<number | null> {
  authorize(viewer, "export.run");
  await findExported(viewer, request.of);
  return null;
}
