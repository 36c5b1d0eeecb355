/** All rows of one answer in their order, small enough to keep: packed a thousand at a time, read by position. */
import { compress, decompress } from "@/lib/cache/compress";
import type { Cell } from "@/lib/query/result";

const BLOCK_ROWS = 1000;

export interface RowListCaps {
  rows: number;
  /** Packed. */
  bytes: number;
}

/** A million rows of a few columns fit; what passes a cap is cut, and says so. */
export const ROW_LIST_CAPS: RowListCaps = { rows: 1_000_000, bytes: 64 * 1024 * 1024 };

export interface RowList {
  /** Each holds {@link BLOCK_ROWS} rows, the last what is left. */
  blocks: readonly Uint8Array[];
  rows: number;
  /** There are more rows than a list may hold. */
  cut: boolean;
  bytes: number;
}

/** Packs rows as they come; leaves the loop, which ends their statement, at a cap. */
export async function packRows(
  batches: AsyncIterable<readonly Cell[][]>,
  caps: RowListCaps = ROW_LIST_CAPS,
): Promise<RowList> {
  const blocks: Uint8Array[] = [];
  let [rows, bytes, cut] = [0, 0, false];
  let waiting: Cell[][] = [];
  const pack = async (block: readonly Cell[][]) => {
    const packed = await compress(JSON.stringify(block));
    if (bytes + packed.byteLength > caps.bytes) {
      cut = true;
      return;
    }
    blocks.push(packed);
    rows += block.length;
    bytes += packed.byteLength;
  };
  for await (const batch of batches) {
    const room = caps.rows - rows - waiting.length;
    if (batch.length > room) cut = true;
    waiting.push(...batch.slice(0, room));
    while (waiting.length >= BLOCK_ROWS && rows + BLOCK_ROWS <= caps.rows) {
      const block = waiting.slice(0, BLOCK_ROWS);
      waiting = waiting.slice(BLOCK_ROWS);
      const before = rows;
      await pack(block);
      // Rows behind a block that has no room have none either: positions have no holes.
      if (rows === before) return { blocks, rows, cut, bytes };
    }
    if (cut) break;
  }
  if (waiting.length > 0) await pack(waiting);
  return { blocks, rows, cut, bytes };
}

/** The rows at positions `from` to `to`, the end not included; fewer where the list ends. */
export async function readRows({ blocks, rows }: RowList, from: number, to: number): Promise<Cell[][]> {
  const end = Math.min(to, rows);
  if (from >= end) return [];
  const first = Math.floor(from / BLOCK_ROWS);
  const last = Math.floor((end - 1) / BLOCK_ROWS);
  const parts = await Promise.all(
    blocks
      .slice(first, last + 1)
      .map(async (block): Promise<Cell[][]> => JSON.parse(await decompress(block))),
  );
  const start = first * BLOCK_ROWS;
  return parts.flat().slice(from - start, end - start);
}
