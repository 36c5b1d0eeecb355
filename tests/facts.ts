/** A small dataset with rollups in a database of its own, for tests of how they are built and refreshed. */
import postgres from "postgres";
import type { LoadedDataset } from "@/lib/datasets/load-datasets";
import { Dataset } from "@/lib/datasets/schema";
import type { QueryInput } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { type RunQueryOptions, runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { refreshDataset } from "@/lib/rollups/refresh-dataset";
import type { RefreshOptions } from "@/lib/rollups/refresh-rollup";
import { forgetRollups } from "@/lib/rollups/rollup-catalogue";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";

export const FACTS = Dataset.parse({
  id: "facts",
  label: "Facts",
  source: "commerce",
  table: { schema: "commerce", name: "facts" },
  defaultTime: "day",
  dimensions: [
    { name: "day", label: "Day", type: "date" },
    { name: "brand", label: "Brand", type: "string" },
    { name: "channel", label: "Channel", type: "string" },
  ],
  measures: [
    { name: "amount", label: "Amount", aggregate: "sum", column: "amount" },
    { name: "rows", label: "Rows", aggregate: "count" },
    { name: "weight", label: "Weight", aggregate: "sum", column: "weight" },
  ],
  rows: "allRows",
  rollups: [
    { name: "brands", dimensions: ["brand", "channel"], time: "day", measures: ["amount", "rows"] },
    { name: "months", dimensions: [], time: "day", grain: "month", measures: ["amount", "rows"] },
  ],
});
/** The dataset with other fields. */
export const changed = (changes: object): Dataset => Dataset.parse({ ...structuredClone(FACTS), ...changes });
const ADMIN = testViewer({ role: "admin" });
const memo = globalThis as typeof globalThis & {
  lookflexDatasets?: Promise<ReadonlyMap<string, LoadedDataset>>;
  lookflexDataVersions?: Map<string, unknown>;
};
const source = {
  id: "commerce",
  kind: "postgres" as const,
  url: "workspace" as const,
  schemas: ["commerce"],
};

/** What the product would find in its packs. */
export function declare(...datasets: Dataset[]): void {
  const loaded = datasets.map(
    (dataset) => [dataset.id, { dataset, source, pack: "test", folder: "/nowhere" }] as const,
  );
  memo.lookflexDatasets = Promise.resolve(new Map(loaded));
}

/** Asks as if a second had passed: versions and rollups are looked up again. */
export function ask(input: Partial<QueryInput>, options: RunQueryOptions = {}) {
  memo.lookflexDataVersions?.clear();
  forgetRollups();
  return runQuery(ADMIN, { dataset: "facts", measures: ["amount", "rows"], ...input }, options);
}
export const rollupOf = async (input: Partial<QueryInput>) => (await ask(input)).meta.rollup;
export const time = (from: string, to: string) => ({ name: "day", from, to });

export const refresh = (dataset = FACTS, options: Partial<RefreshOptions> = {}) =>
  refreshDataset(dataset, new Map([[dataset.id, dataset]]), {
    signal: new AbortController().signal,
    ...options,
  });
/** What became of each rollup. */
export const did = async (...args: Parameters<typeof refresh>) =>
  (await refresh(...args)).map((outcome) => outcome.did);

/** The database and connections of its three roles. */
export class Facts {
  readonly owner: postgres.Sql;
  readonly app: postgres.Sql;
  readonly reader: postgres.Sql;

  private constructor(readonly database: TestDatabase) {
    const open = (url: string) => postgres(url, { max: 3, onnotice: () => {} });
    [this.owner, this.app, this.reader] = [
      open(database.ownerUrl),
      open(database.appUrl),
      open(database.readerUrl),
    ];
  }

  static async open(): Promise<Facts> {
    const facts = new Facts(await testDatabase());
    const { owner, database } = facts;
    await owner`create schema commerce`;
    for (const role of [database.appRole, database.readerRole])
      await owner`grant usage on schema commerce to ${owner(role)}`;
    return facts;
  }

  async close(): Promise<void> {
    delete memo.lookflexDatasets;
    await closeReaders(1);
    await Promise.all([this.owner, this.app, this.reader].map((sql) => sql.end()));
    await this.database.close();
  }

  /** A new table of 720 rows, 8 a day over three months, each amount 1; said to have changed as a whole. */
  async fill(): Promise<void> {
    const { owner, database } = this;
    declare(FACTS);
    clearQueryCache();
    await owner`drop table if exists commerce.facts`;
    await owner`
      create table commerce.facts as
      select day::date, 'brand ' || brand as brand, 'channel ' || channel as channel, 1::bigint as amount, 1::float8 as weight
      from generate_series('2026-01-01'::timestamp, '2026-03-31', '1 day') as day, generate_series(1, 4) as brand,
        generate_series(1, 2) as channel`;
    for (const role of [database.appRole, database.readerRole])
      await owner`grant select on commerce.facts to ${owner(role)}`;
    await owner`select record_data_change('facts', null, null)`;
  }

  /** Every amount of these days becomes this; all at once with its version. */
  async setAmounts(amount: number, from: string, to: string): Promise<void> {
    await this.owner.begin(async (tx) => {
      await tx`update commerce.facts set amount = ${String(amount)}::text::numeric where day between ${from}::date and ${to}::date`;
      await tx`select record_data_change('facts', ${from}, ${to})`;
    });
  }

  /** The table of the rollup `brands`. */
  async table(): Promise<string> {
    const [row] = await this.app<{ name: string }[]>`
      select table_name as name from rollups where dataset = 'facts' and name = 'brands'`;
    return row?.name ?? "";
  }

  /** Every table in schema `rollup`. */
  async tables(): Promise<string[]> {
    const rows = await this.owner<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'rollup'`;
    return rows.map(({ name }) => name);
  }
}
