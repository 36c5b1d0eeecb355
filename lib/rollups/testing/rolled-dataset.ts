/** The hostile table once more, with rollups of every kind over it. For tests only. */
import type postgres from "postgres";
import { Dataset } from "@/lib/datasets/schema";
import { createHostileTable, hostileRows } from "@/lib/query/testing/hostile-dataset";

/** A lookup everybody may see whole; it breaks its key and leaves products out. */
export const ROLLED_PRODUCTS: Dataset = Dataset.parse({
  id: "rolled_products",
  label: "Products",
  source: "commerce",
  table: { schema: "commerce", name: "rolled_products" },
  key: ["product"],
  dimensions: [
    { name: "product", label: "Product", type: "string" },
    { name: "category", label: "Category", type: "string" },
  ],
  measures: [],
  rows: "allRows",
});

const sum = (name: string, column: string) => ({ name, label: name, aggregate: "sum", column });
const ratio = (name: string, numerator: string, denominator: string) => ({
  name,
  label: name,
  aggregate: "ratio",
  numerator,
  denominator,
});

export const ROLLED: Dataset = Dataset.parse({
  id: "rolled",
  label: "Rolled",
  source: "commerce",
  table: { schema: "commerce", name: 'hostile "rows"' },
  joins: [{ name: "products", dataset: "rolled_products", on: { product: "product" } }],
  defaultTime: "day",
  dimensions: [
    { name: "brand", label: "Brand", type: "string", column: 'the "brand"' },
    { name: "product", label: "Product", type: "string" },
    { name: "channel", label: "Channel", type: "string" },
    { name: "active", label: "Active", type: "boolean" },
    { name: "size", label: "Size", type: "number" },
    { name: "parity", label: "Parity", type: "number", sql: "abs(size) % 2" },
    {
      name: "category",
      label: "Category",
      type: "string",
      lookup: { join: "products", dimension: "category" },
    },
    { name: "day", label: "Day", type: "date" },
    { name: "at", label: "At", type: "time" },
    { name: "secret", label: "Secret", type: "string", column: "product", hidden: true },
  ],
  measures: [
    sum("qty", "qty"),
    sum("amount", "amount"),
    sum("huge", "huge"),
    { name: "orders", label: "Orders", aggregate: "count" },
    { name: "counted", label: "Counted", aggregate: "count", column: "qty" },
    { name: "least", label: "Least", aggregate: "min", column: "size" },
    { name: "latest", label: "Latest", aggregate: "max", sql: "huge - qty" },
    { name: "mean", label: "Mean", aggregate: "avg", column: "amount" },
    { name: "kinds", label: "Kinds", aggregate: "count_distinct", column: "product" },
    { name: "middle", label: "Middle", aggregate: "median", column: "amount" },
    {
      name: "soft",
      label: "Soft",
      aggregate: "sum",
      column: "amount",
      filters: [
        { name: "category", op: "eq", values: ["soft"] },
        { name: "size", op: "gte", values: [0] },
      ],
    },
    {
      name: "night",
      label: "Night",
      aggregate: "count",
      filters: [{ name: "at", op: "gte", values: ["2025-12-31T15:00:00Z"] }],
    },
    ratio("rate", "amount", "qty"),
    ratio("nested", "rate", "orders"),
    { name: "net", label: "Net", aggregate: "expr", expr: "amount - qty * 2 + coalesce(soft, 0)" },
    { name: "odd", label: "Odd", aggregate: "expr", expr: "case(qty > 1, latest, huge)" },
  ],
  rows: [{ dimension: "channel", attribute: "channel", except: ["admin"] }],
  columns: [{ columns: ["brand"], effect: "masked", except: ["admin", "viewer"] }],
  rollups: [
    {
      name: "finest",
      dimensions: ["brand", "product", "channel", "active", "size", "category"],
      time: "day",
      measures: ["odd", "net", "counted", "least", "mean", "night", "nested"],
    },
    {
      name: "brands",
      dimensions: ["brand", "channel", "category"],
      time: "day",
      measures: ["rate", "huge", "orders", "counted", "soft"],
    },
    {
      name: "months",
      dimensions: ["channel", "parity"],
      time: "day",
      grain: "month",
      measures: ["net", "nested"],
    },
    {
      name: "weeks",
      dimensions: ["channel"],
      time: "day",
      grain: "week",
      measures: ["net", "least", "nested"],
    },
    { name: "quarters", dimensions: ["channel"], time: "day", grain: "quarter", measures: ["qty", "amount"] },
    { name: "years", dimensions: ["channel"], time: "day", grain: "year", measures: ["qty", "orders"] },
    { name: "timeless", dimensions: ["product", "channel", "active"], measures: ["net", "mean", "nested"] },
    { name: "plain_days", dimensions: ["day", "channel", "size"], measures: ["qty", "night", "huge"] },
  ],
});

export const ROLLED_LOOKUPS: ReadonlyMap<string, Dataset> = new Map(
  [ROLLED, ROLLED_PRODUCTS].map((dataset) => [dataset.id, dataset]),
);

const PRODUCTS: [string | null, string | null][] = [
  ["누룽지", "soft"],
  ["누룽지", null],
  ["a\\b", "soft"],
  ["a\\b", "hard"],
  ["A_b", null],
  ["'; drop table x; --", ""],
  ["unsold", "soft"],
  [null, "never"],
];

/** Makes and fills both tables, readable by both lesser roles, and says that their data are there. */
export async function createRolledTables(sql: postgres.Sql, roles: readonly string[]): Promise<void> {
  await createHostileTable(sql, roles[0] ?? "", hostileRows());
  await sql`create table commerce.rolled_products (product text, category text)`;
  for (const [product, category] of PRODUCTS)
    await sql`insert into commerce.rolled_products values (${product}, ${category})`;
  for (const role of roles) {
    await sql`grant usage on schema commerce to ${sql(role)}`;
    await sql`grant select on all tables in schema commerce to ${sql(role)}`;
  }
  for (const id of ROLLED_LOOKUPS.keys()) await sql`select record_data_change(${id}, null, null)`;
}
