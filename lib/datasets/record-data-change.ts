import "server-only";
import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

export interface DataChange {
  dataset: string;
  /**
   * The first and last day (`YYYY-MM-DD`) of the dataset's default time on which rows were added, changed or removed, where they
   * stood before as well as where they stand now. Null when rows without a day are among them, or when nobody knows.
   */
  days: { from: string; to: string } | null;
  /** Until when the data are complete; now when left out. */
  asOf?: Date;
}

/**
 * Says that a dataset's rows have changed: caches, open pages and rollups follow. Call it in the transaction that changes
 * them, after them. Loaders with a connection of their own call the database's `record_data_change`, which this is.
 * @returns the new data version
 */
export async function recordDataChange(tx: Executor, { dataset, days, asOf }: DataChange): Promise<number> {
  const at = (asOf ?? new Date()).toISOString();
  const rows = await tx.execute<{ version: string }>(sql`
    select public.record_data_change(${dataset}, ${days?.from ?? null}::date, ${days?.to ?? null}::date,
      ${at}::timestamptz) as version`);
  return Number(rows[0]?.version);
}
