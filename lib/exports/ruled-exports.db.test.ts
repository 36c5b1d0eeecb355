import { unzipSync } from "fflate";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { Dataset } from "@/lib/datasets/schema";
import type { ExportRequest } from "@/lib/exports/export-request";
import { readExport } from "@/lib/exports/proof-dashboard.fixture";
import { closeRunners } from "@/lib/sources/open-runner";
import { checkWorkbook } from "@/tests/check-workbook";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** What rules keep from a reader is in no byte of a file of theirs: not in cells, totals, formats, links, headings or facts. */

const RULED = Dataset.parse({
  id: "ruled",
  label: "Ruled",
  source: "commerce",
  table: { schema: "commerce", name: "ruled" },
  dimensions: [
    { name: "region", label: "Region", type: "string" },
    {
      name: "product",
      label: "Product",
      type: "string",
      link: "/d/item?f.brand={brand}&f.product={product}",
    },
    { name: "brand", label: "Brand", type: "string" },
    { name: "note", label: "Note", type: "string" },
    { name: "n", label: "N", type: "number" },
  ],
  measures: [
    { name: "sales", label: "Sales", aggregate: "sum", column: "sales" },
    { name: "price", label: "Price", aggregate: "sum", column: "price" },
    { name: "secret", label: "Secret", aggregate: "sum", column: "secret" },
  ],
  rows: [{ dimension: "region", attribute: "region", except: ["admin"] }],
  columns: [
    { columns: ["brand", "price"], effect: "masked", except: ["admin"] },
    { columns: ["note", "secret"], effect: "hidden", except: ["admin"] },
  ],
});
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = () => ({
    dataset: RULED,
    source: { ...source, schemas: ["commerce"] },
    pack: "test",
    folder: "/nowhere",
  });
  return { ...(await original()), loadDatasets: async () => new Map([["ruled", loaded()]]) };
});

const SCALE = [
  { at: "min" as const, color: "#ffffff" },
  { at: "max" as const, color: "#16a34a" },
];
const RED = { backgroundColor: "#fee2e2", color: "#dc2626" };
/** Rules and displays that know of columns their reader may not. */
const LOOKS = {
  conditionalFormatting: [
    { column: "price", rules: [{ scale: { points: SCALE } }] },
    {
      column: "sales",
      rules: [{ condition: "lt" as const, value: { column: "price" }, style: RED }, { bar: {} }],
    },
    { column: "brand", rules: [{ condition: "contains" as const, value: "m", style: RED }] },
  ],
  displays: {
    brand: { kind: "badge" as const },
    sales: { kind: "progress" as const, of: "price" },
    price: { kind: "bar" as const },
    product: { kind: "link" as const, to: "https://shop.example/{note}/{brand}/{product}" },
  },
};
const table = (id: string, dimensions: string[], config: object) => ({
  id,
  type: "table" as const,
  title: id,
  dataset: "ruled",
  dimensions,
  config: { metrics: ["sales", "price"], ...LOOKS, ...config },
});
const WIDGETS = [
  table("flat", ["region", "product", "brand"], {}),
  table("linked", ["product"], { displays: {} }),
  table("grouped", ["product"], {
    groups: ["region", "brand"],
    subtotals: "below",
    expanded: { levels: "all" },
  }),
  table("closed", ["product"], { groups: ["brand"], subtotals: "none", hidden: ["price"] }),
  table("across", ["product"], { groups: ["region"], pivot: { dimensions: ["brand"] } }),
  table("coloured", ["product"], {
    conditionalFormatting: [
      {
        column: "secret",
        rules: [{ condition: "top_n" as const, value: 2, style: RED, scope: "row" as const }],
      },
    ],
  }),
  table("compared", ["product"], {
    conditionalFormatting: [
      { column: "sales", rules: [{ condition: "gt" as const, value: { column: "secret" }, style: RED }] },
    ],
  }),
  table("sorted", ["product"], { sort: [{ column: "price", direction: "desc" }] }),
  {
    id: "chart",
    type: "chart" as const,
    title: "chart",
    dataset: "ruled",
    chart: { kind: "bar" as const, x: { name: "brand" }, measure: "price", top: 2 },
  },
  { id: "kpi", type: "kpi" as const, title: "kpi", dataset: "ruled", measures: ["price", "sales"] },
];

/** They name what a reader under rules can't. */
const NAMING = [
  table("noted", ["product", "note"], {}),
  table("measured", ["product"], { metrics: ["sales", "secret"] }),
];

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let admin: Viewer;
let viewer: Viewer;
let forbidden: string[];

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create schema commerce;
    create table commerce.ruled as
      select n, case when n % 2 = 0 then 'north' else 'southern-land' end as region,
        case when n % 2 = 0 then 'north' else 'southern-land' end || '-product-' || n % 7 as product,
        'masked-brand-' || n % 5 as brand, 'hidden-note-' || n as note,
        case when n % 2 = 0 then 100 + n else 5550000 + n * 1003 end as sales, 77700000 + n * 1009 as price, 31310000 + n * 907 as secret
      from generate_series(1, 60) as n;
    grant usage on schema commerce to ${database.readerRole};
    grant select on commerce.ruled to ${database.readerRole}`);
  // Every number that some line of some widget would hold without the rules.
  const levels =
    "(), (region), (brand), (product), (region, brand), (brand, product), (region, brand, product), (n)";
  const sums =
    await sql.unsafe(`select sum(price)::text as price, sum(secret)::text as secret from commerce.ruled
    where region = 'north' group by grouping sets (${levels})
    union select sum(price)::text, sum(secret)::text from commerce.ruled group by grouping sets (${levels})`);
  const sales = await sql.unsafe(`select sum(sales)::text as sum from commerce.ruled
    group by grouping sets (${levels}) having bool_or(region <> 'north')`);
  forbidden = [
    "masked-brand",
    "hidden-note",
    "southern",
    ...sums.flatMap(({ price, secret }) => [price, secret]),
    ...sales.map(({ sum }) => sum),
  ];
  admin = await person("admin");
  viewer = await person("viewer", { attributes: { region: ["north"] } });
  await createDashboard(admin, {
    format: "json",
    value: {
      slug: "ruled",
      name: "Ruled",
      isPublic: true,
      controls: [{ type: "select", name: "brand", dataset: "ruled", dimension: "brand", label: "Brand" }],
      widgets: [...WIDGETS, ...NAMING],
      layout: {
        width: 1152,
        widgets: Object.fromEntries(
          [...WIDGETS, ...NAMING].map(({ id }, i) => [id, { x: 0, y: i * 312, w: 1152, h: 300 }]),
        ),
      },
    },
  });
}, 120_000);
afterAll(async () => {
  await flushAudit();
  await sql?.end();
  await closeRunners(1);
  await database?.close();
});

/** All that stands in a file, its archive's parts unpacked. */
function contentOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() !== "PK") return bytes.toString();
  return Object.entries(unzipSync(bytes))
    .map(([name, part]) => `${name}\n${Buffer.from(part)}`)
    .join("\n");
}
const read = async (
  reader: Viewer,
  widget: string | null,
  format: ExportRequest["format"],
  more: object = {},
) => {
  const of = widget
    ? { kind: "widget" as const, dashboard: "ruled", widget }
    : { kind: "dashboard" as const, dashboard: "ruled" };
  const bytes = await readExport(reader, { of, format, address: "", ...more });
  if (format === "xlsx") expect(checkWorkbook(bytes)).toEqual([]);
  return contentOf(bytes);
};
/** Also where digits stand in groups. */
const leaks = (content: string) =>
  forbidden.filter((value) => content.includes(value) || content.replaceAll(",", "").includes(value));

const FORMATS = ["csv", "json", "xlsx"] as const;
describe.each(WIDGETS.map(({ id }) => id))("%s", (id) => {
  test.each(FORMATS)("as %s holds nothing its reader may not see, and something they may", async (format) => {
    const content = await read(viewer, id, format);
    expect(leaks(content)).toEqual([]);
    if (id !== "chart" && id !== "kpi") expect(content).toContain("north-product");
    // The test would see it: whoever may see all finds it there.
    // It would be found: whoever may see all has it there.
    expect(leaks(await read(admin, id, format)).length).toBeGreaterThan(0);
  });
});

test.each(NAMING.map(({ id }) => id))("%s names what its reader can't, and is refused", async (id) => {
  for (const format of FORMATS) {
    await expect(read(viewer, id, format)).rejects.toMatchObject({ code: "QUERY_001" });
    expect(leaks(await read(admin, id, format)).length).toBeGreaterThan(0);
  }
});

test("values as the page writes them, and the whole dashboard, neither", async () => {
  for (const id of WIDGETS.map((one) => one.id))
    expect(leaks(await read(viewer, id, "csv", { values: "formatted" }))).toEqual([]);
  const content = await read(viewer, null, "xlsx");
  expect(leaks(content)).toEqual([]);
  expect(content).toContain("No access");
  expect(content).toContain("north-product");
  expect(content).toContain("Could not be read");
});

test("what an address asks of a masked or hidden column tells nothing", async () => {
  for (const address of [
    "f.brand=masked-brand-1",
    "t.flat.sort=price",
    "t.flat.metrics=secret",
    "t.flat.groups=brand",
    "t.flat.groups=note",
  ])
    for (const format of FORMATS) {
      const content = await read(viewer, "flat", format, { address }).catch((error: { code?: string }) => {
        expect(["QUERY_001", "INPUT_001", "NOT_FOUND"]).toContain(error.code);
        return "";
      });
      // The reader's own words stand in the facts about the file.
      expect(leaks(content).filter((found) => !address.includes(found))).toEqual([]);
    }
});

test("exploring: hidden columns are unknown, masked ones say nothing", async () => {
  const of = { kind: "explore" as const, dataset: "ruled" };
  for (const format of FORMATS) {
    const bytes = await readExport(viewer, {
      of,
      format,
      address:
        "t.x.dims=region&t.x.dims=brand&t.x.dims=note&t.x.metrics=sales&t.x.metrics=price&t.x.metrics=secret",
    }).catch((error: { code?: string }) => {
      expect(["QUERY_001", "INPUT_001", "AUTH_004"]).toContain(error.code);
      return Buffer.from("");
    });
    expect(leaks(contentOf(bytes))).toEqual([]);
  }
});
