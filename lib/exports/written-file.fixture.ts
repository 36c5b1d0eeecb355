import "server-only";
import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { exportChunks, fileExports } from "@/db/schema/exports";
import type { Viewer } from "@/lib/access/viewer";
import { createExport } from "@/lib/exports/create-export";
import type { ExportRequest } from "@/lib/exports/export-request";
import type { OpenExport, openExport } from "@/lib/exports/open-export";

/** For tests of exports: what they are of, opened by other means than by asking a source. */

/** A piece's content: every one its own. */
const pieceOf = (n: number, size: number): Buffer => Buffer.alloc(size, `${n},한글,"quoted"\r\n`);

export const contentOf = (pieces: number, size: number): Buffer =>
  Buffer.concat(Array.from({ length: pieces }, (_, n) => pieceOf(n, size)));

export interface FileOptions {
  pieces?: number;
  size?: number;
  /** Before piece `n` is made. */
  before?(n: number): Promise<unknown> | unknown;
}

/** Rejects when the signal fires. */
const fired = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

/** Opens a file of ten rows a piece, and remembers who asked for what. */
export function fileOpener({ pieces = 5, size = 1_000, before = () => undefined }: FileOptions = {}) {
  const calls: { viewer: Viewer; request: ExportRequest; now: Date | undefined }[] = [];
  let ended = 0;
  const open: typeof openExport = async (viewer, request, { signal, now }) => {
    calls.push({ viewer, request, now });
    let rows = 0;
    async function* write(): OpenExport["pieces"] {
      const gone = fired(signal);
      gone.catch(() => undefined);
      try {
        for (let n = 0; n < pieces; n++) {
          await Promise.race([before(n), gone]);
          rows += 10;
          yield pieceOf(n, size);
        }
      } finally {
        ended += 1;
      }
    }
    return {
      fileName: "브랜드 성과.csv",
      mediaType: "text/csv; charset=utf-8",
      pieces: write(),
      rows: () => rows,
    };
  };
  return { open, calls, ended: () => ended };
}

/** Asks for a dashboard's file that takes long. @returns the export's id */
export async function askFor(viewer: Viewer, dashboard: string): Promise<string> {
  const started = await createExport(
    viewer,
    { of: { kind: "dashboard", dashboard }, format: "xlsx" },
    { count: async () => null },
  );
  if (!("export" in started)) throw new Error("no job");
  return started.export.id;
}

export async function rowOf(id: string) {
  const [row] = await db.select().from(fileExports).where(eq(fileExports.id, id));
  if (!row) throw new Error("no row");
  return row;
}

export const piecesOf = async (id: string): Promise<Buffer[]> =>
  (
    await db
      .select({ bytes: exportChunks.bytes })
      .from(exportChunks)
      .where(eq(exportChunks.exportId, id))
      .orderBy(asc(exportChunks.n))
  ).map(({ bytes }) => bytes);
