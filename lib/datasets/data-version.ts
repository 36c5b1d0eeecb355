import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { datasetVersions } from "@/db/schema/dataset-versions";

export interface DataVersion {
  version: number;
  /** ISO 8601, UTC. */
  dataAsOf: string;
}

/** Within this a reader may still be given the older answer. */
const KEEP_MS = 1000;

interface Kept {
  until: number;
  value: Promise<DataVersion | null>;
}
const memo = globalThis as typeof globalThis & { lookflexDataVersions?: Map<string, Kept> };

/** How often a dataset's data has changed and how fresh it is; null where nobody has said. Asked once a second. */
export function getDataVersion(dataset: string): Promise<DataVersion | null> {
  memo.lookflexDataVersions ??= new Map();
  const kept = memo.lookflexDataVersions.get(dataset);
  if (kept && kept.until > Date.now()) return kept.value;
  const value = readVersion(dataset);
  memo.lookflexDataVersions.set(dataset, { until: Date.now() + KEEP_MS, value });
  value.catch(() => memo.lookflexDataVersions?.delete(dataset));
  return value;
}

/** A new version has come to light: whoever asks from now on gets it. */
export function forgetDataVersion(dataset: string): void {
  memo.lookflexDataVersions?.delete(dataset);
}

/**
 * The state of everything an answer is made of. Versions only grow, so the sum of the dataset's and its lookups' tells every
 * state from another; it is null, not counted, where one of them is. How fresh it is, is the dataset's own.
 */
export async function getAnswerVersion(
  dataset: string,
  lookups: readonly string[],
): Promise<{ version: number | null; dataAsOf: string } | null> {
  const [own = null, ...others] = await Promise.all([dataset, ...lookups].map(getDataVersion));
  if (!own) return null;
  const counted = others.every((other) => other !== null);
  const version = others.reduce((sum, other) => sum + (other?.version ?? 0), own.version);
  return { version: counted ? version : null, dataAsOf: own.dataAsOf };
}

async function readVersion(dataset: string): Promise<DataVersion | null> {
  const [row] = await db.select().from(datasetVersions).where(eq(datasetVersions.dataset, dataset));
  return row ? { version: row.version, dataAsOf: row.dataAsOf.toISOString() } : null;
}
