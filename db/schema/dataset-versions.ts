import { bigint, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** How often a dataset's data has changed and how fresh it is: caches and open pages follow `version`. */
export const datasetVersions = pgTable("dataset_versions", {
  dataset: text().primaryKey(),
  version: bigint({ mode: "number" }).notNull(),
  dataAsOf: timestamp("data_as_of", { withTimezone: true }).notNull(),
});
