/** The hostile data as plain values, for whichever database a test fills. */
import type { HostileRow } from "@/lib/query/testing/hostile-dataset";
import type { HostileProduct } from "@/lib/query/testing/hostile-lookup";

export interface HostileTable {
  schema: string;
  name: string;
  /** Types that Postgres and DuckDB both know, in the order of the rows' values. */
  columns: { name: string; type: string }[];
  /** As text that casts to the column's type. */
  rows: (string | null)[][];
}

const text = (value: string | number | boolean | bigint | null) => (value === null ? null : String(value));

/** Ten-thousandths as a decimal. */
const decimal = (value: bigint | null) => {
  if (value === null) return null;
  const digits = (value < 0n ? -value : value).toString().padStart(5, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};

/** The fact table and the lookup's. */
export function hostileTables(rows: HostileRow[], products: HostileProduct[]): HostileTable[] {
  return [
    {
      schema: "commerce",
      name: 'hostile "rows"',
      columns: [
        { name: 'the "brand"', type: "text" },
        { name: "product", type: "text" },
        { name: "channel", type: "text" },
        { name: "active", type: "boolean" },
        { name: "size", type: "integer" },
        { name: "day", type: "date" },
        { name: "at", type: "timestamptz" },
        { name: "qty", type: "integer" },
        { name: "amount", type: "numeric(20, 4)" },
        { name: "huge", type: "bigint" },
      ],
      rows: rows.map((row) => [
        row.brand,
        row.product,
        row.channel,
        text(row.active),
        text(row.size),
        row.day,
        row.at,
        text(row.qty),
        decimal(row.amount),
        text(row.huge),
      ]),
    },
    {
      schema: "commerce",
      name: "hostile_products",
      columns: [
        { name: "product", type: "text" },
        { name: "category", type: "text" },
        { name: "rating", type: "integer" },
        { name: "since", type: "date" },
      ],
      rows: products.map((entry) => [entry.product, entry.category, text(entry.rating), entry.since]),
    },
  ];
}

const quote = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;

/** `schema.table`, quoted. */
export const tableName = ({ schema, name }: HostileTable): string => `${quote(schema)}.${quote(name)}`;

/** The statement that makes the table, in any of the databases. */
export const createTable = (table: HostileTable): string =>
  `create table ${tableName(table)} (${table.columns.map(({ name, type }) => `${quote(name)} ${type}`).join(", ")})`;

/** The statement that adds one row, its values behind `$1` … as text. */
export const insertRow = (table: HostileTable): string =>
  `insert into ${tableName(table)} values (${table.columns
    .map(({ type }, i) => `cast(cast($${i + 1} as text) as ${type})`)
    .join(", ")})`;

/** Every text whose order a database decides. */
export const hostileTexts = (rows: HostileRow[], products: HostileProduct[]): string[] => [
  ...new Set(
    [
      ...rows.flatMap((row) => [row.brand, row.product, row.channel]),
      ...products.map((entry) => entry.category),
    ].filter((value) => value !== null),
  ),
];
