/** The JSON Schemas of the documents people write: served by the API, and in `schemas/` for whoever works with files. Pure. */
import { z } from "zod";
import { dashboardSchema } from "@/lib/dashboards/dashboard-schema";
import { Dataset } from "@/lib/datasets/schema";
import { TableConfig } from "@/lib/table/table-config";

const SCHEMAS = new Map<string, () => object>([
  ["dashboard", dashboardSchema],
  ["dataset", () => z.toJSONSchema(Dataset, { io: "input" })],
  ["table", () => z.toJSONSchema(TableConfig, { io: "input" })],
]);

export const DOCUMENT_NAMES = [...SCHEMAS.keys()];

/** The schema of a document by its name; undefined where there is none of it. */
export function documentSchema(name: string): object | undefined {
  const make = SCHEMAS.get(name);
  return make && { title: name, ...make() };
}

/** As it lies in `schemas/<name>.json`. */
export const schemaFile = (name: string): string => `${JSON.stringify(documentSchema(name), null, 2)}\n`;
