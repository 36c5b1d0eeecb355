/** The tables that somebody would make by hand for these six questions: what LookFlex's own rollups are held against. */
import type postgres from "postgres";

const SUMS = [
  "orders",
  "units",
  "gross_sales",
  "discount",
  "settlement_amount",
  "cost",
  "ad_spend",
  "margin",
] as const;

interface FloorTable {
  name: string;
  /** Numbers of texts. */
  keys: readonly string[];
  /** Read from, with joins where a key stands in a dictionary. */
  from: string;
  /** A covering index: what is searched by, and what is read. */
  index: { on: string; reads: string };
}

/** The finest first: the others are read from it. */
const TABLES: readonly FloorTable[] = [
  {
    name: "day_sku_channel",
    keys: ["sku", "channel"],
    from: `(select s.date, k.id as sku, c.id as channel, ${SUMS.join(", ")} from commerce.sales s
      join floor.sku k on k.value = s.sku join floor.channel c on c.value = s.channel) as rows`,
    index: { on: "date, sku, channel", reads: "units, settlement_amount, margin" },
  },
  {
    name: "day_sku",
    keys: ["product", "sku"],
    from: "floor.day_sku_channel join floor.sku on id = sku",
    index: { on: "product, date", reads: "sku, units, settlement_amount, ad_spend, margin" },
  },
  {
    name: "day_product",
    keys: ["product"],
    from: "floor.day_sku",
    index: { on: "date", reads: "product, settlement_amount, ad_spend, margin" },
  },
  {
    name: "day_brand",
    keys: ["brand"],
    from: "floor.day_product join floor.product on id = product",
    index: { on: "date", reads: `brand, ${SUMS.join(", ")}` },
  },
  {
    name: "day_channel",
    keys: ["channel"],
    from: "floor.day_sku_channel",
    index: { on: "date", reads: "channel, orders, settlement_amount, ad_spend, margin" },
  },
];

/** Numbers in the order of their texts: what is sorted by the one is sorted by the other. */
const DICTIONARIES = `
  create table floor.brand as
    select (row_number() over (order by value))::smallint as id, value
    from (select distinct brand as value from commerce.sales) as found;
  create table floor.product as
    select (row_number() over (order by found.value, b.id))::smallint as id, b.id as brand, found.value
    from (select distinct brand, product as value from commerce.sales) as found join floor.brand b on b.value = found.brand;
  create table floor.sku as
    select (row_number() over (order by found.value))::smallint as id, p.id as product, found.value
    from (select distinct brand, product, sku as value from commerce.sales) as found
    join floor.brand b on b.value = found.brand join floor.product p on p.brand = b.id and p.value = found.product;
  create table floor.channel as
    select (row_number() over (order by value))::smallint as id, value
    from (select distinct channel as value from commerce.sales) as found;
  create table floor.country as
    select distinct country as value from commerce.sales;
  alter table floor.brand add primary key (id);
  alter table floor.product add primary key (id);
  alter table floor.sku add primary key (id);
  alter table floor.channel add primary key (id);
  create index on floor.product (value);
  analyze floor.brand; analyze floor.product; analyze floor.sku; analyze floor.channel`;

/** Raised whenever the tables are laid out anew. */
const LAYOUT = 1;

/** Makes them of what `commerce.sales` holds now, unless they are of just that. @param sql the owner's, one connection */
export async function ensureFloorTables(
  sql: postgres.Sql,
  readerRole: string,
  say: (line: string) => void,
): Promise<void> {
  const [load] = await sql<{ state: string }[]>`
    select ${`${LAYOUT} `} || rows || ' ' || until || ' ' || loaded_at as state from commerce.load_info`;
  const wanted = load?.state ?? "";
  const [held] = await sql<{ comment: string | null }[]>`
    select obj_description(to_regnamespace('floor')) as comment`;
  if (held?.comment === wanted) return;
  await sql`set work_mem = '512MB'`;
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`drop schema if exists floor cascade`;
  await sql`create schema floor`;
  say("Numbering texts for the floor's tables…");
  await sql.unsafe(DICTIONARIES);
  for (const table of TABLES) {
    say(`Making floor.${table.name}…`);
    await makeTable(sql, table);
  }
  await sql`grant usage on schema floor to ${sql(readerRole)}`;
  await sql`grant select on all tables in schema floor to ${sql(readerRole)}`;
  // Last: without it whatever is there is made again.
  await sql.unsafe(`comment on schema floor is '${wanted}'`);
}

async function makeTable(sql: postgres.Sql, { name, keys, from, index }: FloorTable): Promise<void> {
  const by = ["date", ...keys];
  await sql.unsafe(`create unlogged table floor.stage as
    select ${[...by, ...SUMS.map((sum) => `sum(${sum})::bigint as ${sum}`)].join(", ")}
    from ${from} group by ${by.join(", ")}`);
  const [largest] = await sql.unsafe<Record<string, string>[]>(
    `select ${SUMS.map((sum) => `max(abs(${sum})) as ${sum}`).join(", ")} from floor.stage`,
  );
  const columns = SUMS.map((sum) => `${sum}::${Number(largest?.[sum]) < 2 ** 31 ? "integer" : "bigint"}`);
  await sql.unsafe(`create table floor.${name} as
    select ${[...by, ...columns].join(", ")} from floor.stage order by ${by.join(", ")}`);
  await sql`drop table floor.stage`;
  await sql.unsafe(`create index on floor.${name} (${index.on}) include (${index.reads})`);
  // An index alone can answer once rows are known to be visible to all.
  await sql.unsafe(`vacuum (analyze) floor.${name}`);
}
