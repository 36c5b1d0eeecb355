import "server-only";
import type { CacheStore } from "@/lib/cache/cache-store";
import { compress, decompress } from "@/lib/cache/compress";
import { log } from "@/lib/log";
import type { SourceAnswer } from "@/lib/sources/runner";

/** An answer and the data it was made from. */
export interface KeptAnswer {
  answer: SourceAnswer;
  /** The dataset's data version; null where nobody counts. */
  version: number | null;
  /** Of that version, ISO 8601. */
  dataAsOf: string | null;
  /** When the source was asked, in ms since 1970. */
  askedAt: number;
}

/** JSON must give back what went in: NaN, infinities and objects of a driver stay in the process that has them. */
const isPlain = (cell: unknown): boolean =>
  cell === null ||
  typeof cell === "string" ||
  typeof cell === "boolean" ||
  (typeof cell === "number" && Number.isFinite(cell) && !Object.is(cell, -0));

/** The answer other processes left, or null. */
export async function readShared(store: CacheStore, key: string): Promise<KeptAnswer | null> {
  const bytes = await store.get(key);
  if (!bytes) return null;
  try {
    const [version, dataAsOf, askedAt, truncated, sets] = JSON.parse(await decompress(bytes));
    if (typeof askedAt !== "number" || !Array.isArray(sets)) throw new Error("not an answer");
    return { answer: { sets, truncated }, version, dataAsOf, askedAt };
  } catch (err) {
    // Half a value, or somebody else's: the source knows better.
    log.warn({ err }, "an answer in the shared cache could not be read");
    return null;
  }
}

/** Leaves an answer for other processes, where it can be. */
export async function writeShared(
  store: CacheStore,
  key: string,
  { answer, version, dataAsOf, askedAt }: KeptAnswer,
  ttlMs: number,
): Promise<void> {
  const { sets, truncated } = answer;
  if (!sets.every((rows) => rows.every((row) => row.every(isPlain)))) return;
  await store.set(key, await compress(JSON.stringify([version, dataAsOf, askedAt, truncated, sets])), ttlMs);
}
