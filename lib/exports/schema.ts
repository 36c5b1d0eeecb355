/** A file that a job writes, as its owner sees it. Client-safe. */
import { z } from "zod";

export const ExportState = z.enum(["waiting", "running", "done", "failed", "cancelled", "expired"]);
export type ExportState = z.infer<typeof ExportState>;

const Instant = z.iso.datetime();

export const Export = z.object({
  id: z.uuid(),
  /** What it is of, in the words of whoever asked. */
  title: z.string(),
  fileName: z.string(),
  format: z.enum(["csv", "xlsx", "json"]),
  state: ExportState,
  /** Written so far. */
  rows: z.int(),
  /** Null: not known beforehand. */
  totalRows: z.int().nullable(),
  bytes: z.int(),
  /** Why it failed, in the reader's language. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  /** Of a file that is there: when it is thrown away. */
  expiresAt: Instant.nullable(),
});
export type Export = z.infer<typeof Export>;

/** What asking for a file comes to: an address where it is short, else a job. */
export const StartedExport = z.union([z.object({ download: z.string() }), z.object({ export: Export })]);
export type StartedExport = z.infer<typeof StartedExport>;
