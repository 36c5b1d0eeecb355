/** What tables are called. Identifiers hold 63 bytes; longer names end in a hash of the whole. */
import { createHash, randomBytes } from "node:crypto";

export const ROLLUP_SCHEMA = "rollup";

const MOST_BYTES = 63;

/** Ids are of ASCII, so characters are bytes. */
function fitted(name: string, most: number): string {
  if (name.length <= most) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 10);
  return `${name.slice(0, most - hash.length - 1)}~${hash}`;
}

const SUFFIX_LENGTH = 9;

/** What the names of all tables ever built of a rollup begin with. */
export const tableStem = (dataset: string, rollup: string): string =>
  fitted(`${dataset}__${rollup}`, MOST_BYTES - SUFFIX_LENGTH);

const suffix = () => ` ${randomBytes(4).toString("hex")}`;

/** A name no other table has had: whoever still means an earlier one finds nothing rather than something else. */
export const newTableName = (dataset: string, rollup: string): string =>
  `${tableStem(dataset, rollup)}${suffix()}`;

/** The table beside a rollup's that holds its months: as long a name, as much its own. */
export const monthsTable = (table: string): string =>
  `${table.slice(0, -SUFFIX_LENGTH)}~${table.slice(1 - SUFFIX_LENGTH)}`;

/** Begins as no id does. */
export const newStageName = (): string => `~stage${suffix()}`;

/** All rollups of a dataset share a dimension's dictionary. */
export const dictionaryName = (dataset: string, dimension: string): string =>
  fitted(`${dataset} ${dimension}`, MOST_BYTES);
