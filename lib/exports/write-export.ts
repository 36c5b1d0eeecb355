import "server-only";
import { getUserViewer } from "@/lib/auth/get-user-viewer";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { AppError } from "@/lib/errors";
import { ExportRequest } from "@/lib/exports/export-request";
import { ExportGone, ExportWriter } from "@/lib/exports/export-writer";
import { openExport } from "@/lib/exports/open-export";
import { rightsOf } from "@/lib/exports/rights-of";
import { RunEnded } from "@/lib/jobs/job-error";

export interface WriteExportOptions {
  signal: AbortSignal;
  /** Nobody tries again after this. */
  final: boolean;
  onRows?(rows: number, total: number | null): void;
  open?: typeof openExport;
  /** How often it shows how far it is, and hears whether it was cancelled. */
  beatMs?: number;
  /** Of a piece as it is kept. */
  pieceBytes?: number;
}

/** What became of it. `gone`: cancelled, thrown away, or another run's by now. */
export type WrittenExport =
  | { state: "done"; rows: number; bytes: number }
  | { state: "failed"; code: string }
  | { state: "gone" };

const MIB = 1024 ** 2;

/** Shows the rows every now and then; fires `gone` once there is nothing left to write to. */
function keepShowing(writer: ExportWriter, rows: () => number, beatMs: number, gone: AbortController) {
  let busy = false;
  const beat = async () => {
    if (busy) return;
    busy = true;
    try {
      await writer.show(rows());
    } catch (error) {
      // What else may be wrong, the next piece says.
      if (error instanceof ExportGone) gone.abort(error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(beat, beatMs);
  return () => clearInterval(timer);
}

/** Each piece is kept before the next is asked for. @returns bytes */
async function writePieces(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  pieceBytes: number,
  keep: (bytes: Buffer) => Promise<void>,
): Promise<number> {
  const buffer = Buffer.allocUnsafe(pieceBytes);
  let [filled, total] = [0, 0];
  for await (const piece of pieces) {
    signal.throwIfAborted();
    total += piece.length;
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + pieceBytes - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < pieceBytes) continue;
      await keep(buffer);
      filled = 0;
    }
  }
  signal.throwIfAborted();
  if (filled > 0) await keep(buffer.subarray(0, filled));
  return total;
}

/** May well go better in a moment. */
const isPassing = ({ code, key }: AppError) =>
  code === "SOURCE_001" || code === "INTERNAL" || key === "queryOverloaded";

function whyOf(error: unknown, signal: AbortSignal, id: string): AppError {
  const { reason } = signal;
  if (signal.aborted && reason instanceof RunEnded && reason.code === "TIMEOUT")
    return new AppError("QUERY_002", { key: "exportTimedOut", cause: error });
  if (error instanceof AppError && error.code !== "INTERNAL") return error;
  return new AppError("INTERNAL", { values: { requestId: id }, cause: error });
}

/**
 * Writes an export's file, from nothing, as what its owner may see now; days are counted from when they asked.
 * @throws the signal's reason, and what may go better at another try or nobody expected
 */
export async function writeExport(id: string, options: WriteExportOptions): Promise<WrittenExport> {
  const { signal, final, onRows, open = openExport, beatMs = 1000, pieceBytes = MIB } = options;
  const writer = await ExportWriter.begin(id);
  if (!writer) return { state: "gone" };
  const { row } = writer;
  const gone = new AbortController();
  const either = AbortSignal.any([signal, gone.signal]);
  let rows = () => 0;
  const show = () => {
    const count = rows();
    onRows?.(count, row.totalRows);
    return count;
  };
  const stop = keepShowing(writer, show, beatMs, gone);
  try {
    const viewer = await getUserViewer(row.userId, id);
    const rights = rightsOf(viewer, await loadDatasets());
    const request = ExportRequest.parse(row.request);
    const opened = await open(viewer, request, { signal: either, now: row.createdAt });
    rows = opened.rows;
    await writer.name(opened.fileName, opened.mediaType);
    const bytes = await writePieces(opened.pieces, either, pieceBytes, (piece) => writer.keep(piece, rows()));
    await writer.finish(rows(), rights);
    return { state: "done", rows: rows(), bytes };
  } catch (error) {
    if (gone.signal.aborted || error instanceof ExportGone) return { state: "gone" };
    const why = whyOf(error, signal, id);
    if (signal.aborted && why.key !== "exportTimedOut") throw signal.reason;
    if (!final && isPassing(why)) throw error;
    await writer.fail(why, rows());
    if (why.code === "INTERNAL") throw error;
    return { state: "failed", code: why.code };
  } finally {
    stop();
  }
}
