/** A small table of everything that breaks dashboards, and the dataset over it. For tests only. */
import type postgres from "postgres";
import { Dataset } from "@/lib/datasets/schema";
import { hostileProducts } from "@/lib/query/testing/hostile-lookup";
import { HOSTILE_MEASURES } from "@/lib/query/testing/hostile-measures";
import { createTable, hostileTables, insertRow } from "@/lib/query/testing/hostile-tables";

export interface HostileRow {
  brand: string | null;
  product: string | null;
  channel: string | null;
  active: boolean | null;
  size: number | null;
  day: string | null;
  /** ISO 8601 in UTC. */
  at: string | null;
  qty: number | null;
  /** Ten-thousandths. */
  amount: bigint | null;
  huge: bigint | null;
}

/** NFC and NFD of one word, LIKE's own letters, quotes, an emoji, SQL, the empty string. */
const BRANDS = [
  "닥터트루",
  "닥터트루".normalize("NFD"),
  "100%_off",
  'O\'Brien "x"',
  "🍊 Citrus",
  "",
  "abc",
  "ABC",
  null,
];
const PRODUCTS = ["a\\b", "'; drop table x; --", "누룽지", "A_b", "A%b", null];
const CHANNELS = ["naver", "coupang", "it's", null];

/** Half hours around both changes of the clocks in New York and London, and around midnights in Seoul; a leap day, a year before. */
const INSTANTS = [
  "2025-11-02T04:30:00.000Z",
  "2025-11-02T05:30:00.000Z",
  "2025-11-02T06:30:00.000Z",
  "2025-10-26T00:30:00.000Z",
  "2025-10-26T01:30:00.000Z",
  "2025-03-09T06:59:59.999Z",
  "2025-03-09T07:00:00.000Z",
  "2025-12-31T14:59:59.000Z",
  "2025-12-31T15:00:00.000Z",
  "2026-01-15T12:00:00.000Z",
  "2024-02-29T03:30:00.000Z",
  "2023-02-28T14:59:00.000Z",
  null,
];

/** Small and seeded, so that a failure comes back. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** 260 rows over 16 months, denser around the turn of 2025, 29 February 2024 among them. */
export function hostileRows(): HostileRow[] {
  const next = random(20_260_101);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const maybe = <T>(value: T): T | null => (next() < 0.12 ? null : value);
  const day = () => {
    const start = next() < 0.7 ? Date.UTC(2025, 10, 20) : Date.UTC(2024, 1, 25);
    const days = next() < 0.7 ? 70 : 700;
    return new Date(start + Math.floor(next() * days) * 86_400_000).toISOString().slice(0, 10);
  };
  const rows: HostileRow[] = [];
  for (let i = 0; i < 260; i++)
    rows.push({
      brand: pick(BRANDS),
      product: pick(PRODUCTS),
      channel: pick(CHANNELS),
      active: maybe(next() < 0.5),
      size: maybe(Math.floor(next() * 7) - 2),
      day: i === 0 ? "2024-02-29" : maybe(day()),
      at: pick(INSTANTS),
      qty: maybe(Math.floor(next() * 9) - 3),
      amount: maybe(BigInt(Math.floor(next() * 4_000_000) - 1_500_000)),
      huge: maybe(9_007_199_254_740_991n + BigInt(Math.floor(next() * 1000))),
    });
  return rows;
}

/** The dataset over {@link createHostileTable}'s table. Rows are ruled by channel, columns hidden and masked for editors. */
export const HOSTILE: Dataset = Dataset.parse({
  id: "hostile",
  label: { en: "Hostile", ko: "까다로운 데이터" },
  source: "commerce",
  table: { schema: "commerce", name: 'hostile "rows"' },
  joins: [{ name: "products", dataset: "hostile_products", on: { product: "product" } }],
  defaultTime: "day",
  dimensions: [
    { name: "brand", label: { en: "Brand", ko: "브랜드" }, type: "string", column: 'the "brand"' },
    { name: "product", label: "Product", type: "string", link: "/d/item?f.product={product}&f.size={size}" },
    { name: "channel", label: "Channel", type: "string" },
    { name: "active", label: "Active", type: "boolean" },
    { name: "size", label: "Size", type: "number" },
    { name: "day", label: { en: "Day", ko: "일자" }, type: "date" },
    { name: "at", label: "At", type: "time" },
    { name: "secret", label: "Secret", type: "string", column: "product", hidden: true },
    {
      name: "day_no",
      label: { en: "Day of the month", ko: "날짜" },
      type: "number",
      sql: "cast(extract(day from day) as integer)",
    },
    {
      name: "category",
      label: { en: "Category", ko: "분류" },
      type: "string",
      lookup: { join: "products", dimension: "category" },
    },
    {
      name: "rating",
      label: "Rating",
      type: "number",
      lookup: { join: "products", dimension: "rating" },
    },
    { name: "since", label: "Since", type: "date", lookup: { join: "products", dimension: "since" } },
  ],
  measures: HOSTILE_MEASURES,
  rows: [
    {
      dimension: "channel",
      attribute: "channel",
      groups: { night: ["it's"] },
      except: ["admin"],
      exceptGroups: ["all_rows"],
    },
  ],
  columns: [
    { columns: ["brand"], effect: "masked", except: ["admin", "viewer"] },
    { columns: ["size", "huge"], effect: "hidden", except: ["admin", "viewer"] },
    { columns: ["amount"], effect: "masked", except: ["admin", "viewer"] },
  ],
});

/** Makes and fills the table and its lookup's, readable by `reader`. */
export async function createHostileTable(
  sql: postgres.Sql,
  reader: string,
  rows: HostileRow[],
): Promise<void> {
  await sql.unsafe(`create schema if not exists commerce`);
  for (const table of hostileTables(rows, hostileProducts())) {
    await sql.unsafe(createTable(table));
    for (const values of table.rows) await sql.unsafe(insertRow(table), values);
  }
  await sql.unsafe(`grant usage on schema commerce to ${reader}`);
  await sql.unsafe(`grant select on all tables in schema commerce to ${reader}`);
}
