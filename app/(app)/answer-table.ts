import "server-only";
import type { TableAnswer } from "@/components/table/use-table-rows";
import type { Viewer } from "@/lib/access/viewer";
import { errorBody } from "@/lib/error-message";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { runQuery } from "@/lib/query/run-query";
import { requestContext } from "@/lib/request-context";
import type { TableConfig } from "@/lib/table/table-config";
import { countQuery, rowTotal } from "@/lib/table/table-query";
import { type LineQuery, scrolls } from "@/lib/table/table-tree";

/** A failure in words. @throws what is no AppError: the widget's boundary catches it, Next logs it. */
export function failureOf(
  error: unknown,
  viewer: Viewer,
): { code: string; message: string; detail?: string; id: string } {
  if (!(error instanceof AppError)) throw error;
  const id = requestContext()?.id ?? viewer.request.id;
  if (error.status >= 500) log.error({ err: error, requestId: id }, "widget failed");
  const { code, message, details } = errorBody(error, viewer.locale);
  const detail = details?.fields
    ?.map((field) => (field.message === message ? field.path : `${field.path}: ${field.message}`))
    .join(" · ");
  return { code, message, ...(detail ? { detail } : {}), id };
}

/** What a table begins with. It asks again by itself: its failure is handed on, with the rest of it in place. */
export const answerTable = (
  viewer: Viewer,
  config: TableConfig,
  root: LineQuery,
  now: Date,
): Promise<TableAnswer> =>
  askTable(viewer, root, now, !scrolls(config, root)).catch((error: unknown) => {
    const { code, message, detail, id } = failureOf(error, viewer);
    return {
      query: root.query,
      result: null,
      total: null,
      error: { code, message: detail ? `${message} (${detail})` : message, id },
    };
  });

/** @param counts false where all rows are read later, and counted then */
async function askTable(
  viewer: Viewer,
  { query }: LineQuery,
  now: Date,
  counts: boolean,
): Promise<TableAnswer> {
  const options = readOptions(now);
  const result = await runQuery(viewer, query, options);
  const seen = rowTotal({ rows: result.rows.length, truncated: result.meta.truncated }, query.offset ?? 0);
  // Folded lines are counted where they are read.
  if (query.limit === 0 || !counts) return { query, result, total: null, error: null };
  const total = seen ?? (await runQuery(viewer, countQuery(query), options)).rows.length;
  return { query, result, total, error: null };
}

/** The statement is cancelled when the reader leaves. */
export function readOptions(now: Date) {
  const signal = requestContext()?.signal;
  return { now, ...(signal ? { signal } : {}) };
}
