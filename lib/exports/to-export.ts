import type { ExportRow } from "@/db/schema/exports";
import { errorText } from "@/lib/error-message";
import type { Export } from "@/lib/exports/schema";

/** A row as its owner sees it, in a language; a file whose time is up counts as gone, whether or not it is yet. */
export function toExport(row: ExportRow, locale: "en" | "ko", now = new Date()): Export {
  const isOver = row.state === "done" && row.expiresAt !== null && row.expiresAt <= now;
  return {
    id: row.id,
    title: row.title,
    fileName: row.fileName,
    format: row.format,
    state: isOver ? "expired" : row.state,
    rows: row.rows,
    totalRows: row.totalRows,
    bytes: row.bytes,
    error:
      row.errorCode === null
        ? null
        : {
            code: row.errorCode,
            message: errorText(row.errorKey ?? row.errorCode, locale, row.errorValues ?? {}),
          },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
