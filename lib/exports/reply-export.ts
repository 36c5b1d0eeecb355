import "server-only";
import { z } from "zod";
import type { Viewer } from "@/lib/access/viewer";
import { attachment } from "@/lib/export/attachment";
import { holdPlace } from "@/lib/export/hold-place";
import { streamBytes } from "@/lib/export/stream-bytes";
import { takeExport } from "@/lib/export/take-export";
import { EXPORT_FORMATS, type ExportSubject } from "@/lib/exports/export-request";
import { openExport } from "@/lib/exports/open-export";

const OWN = ["format", "values", "bom"];

/** What an export's address says beside the page's own parameters, which may be any. */
export const ExportQuery = z.looseObject({
  format: z.enum(EXPORT_FORMATS).default("csv"),
  values: z.enum(["raw", "formatted"]).default("raw"),
  bom: z.enum(["0", "1"]).default("0"),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

async function* releasing(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  release: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* pieces;
  } finally {
    release();
  }
}

/** The file as an answer that is written while it is read; who leaves ends its query. @throws AppError as `openExport`; RATE_001 */
export async function replyExport(
  viewer: Viewer,
  of: ExportSubject,
  { query, request, signal }: { query: ExportQuery; request: Request; signal: AbortSignal },
): Promise<Response> {
  takeExport(viewer.userId);
  const address = new URL(request.url).searchParams;
  for (const name of OWN) address.delete(name);
  const { format, values, bom } = query;
  const release = await holdPlace(viewer.userId, signal);
  const asked = { of, address: address.toString(), format, values, bom: bom === "1" };
  const file = await openExport(viewer, asked, { signal }).catch((error: unknown) => {
    release();
    throw error;
  });
  return new Response(streamBytes(releasing(file.pieces, release), signal), {
    headers: { "Content-Type": file.mediaType, "Content-Disposition": attachment(file.fileName) },
  });
}
