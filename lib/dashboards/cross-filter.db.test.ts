import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { asksData } from "@/lib/dashboards/asks-data";
import { defaultControls } from "@/lib/dashboards/control-state";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { parseCross } from "@/lib/dashboards/cross-filter";
import { conditionsFor, underConditions } from "@/lib/dashboards/cross-query";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { readCross } from "@/lib/dashboards/read-cross";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import { getDataset } from "@/lib/datasets/get-dataset";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** What is chosen on a page, against SQL written by hand, for readers who may see all rows and those who may not. */

vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const real = await original();
  return {
    ...real,
    loadDatasets: async () => {
      const registry = new Map(await real.loadDatasets());
      const sales = registry.get("sales");
      if (!sales) throw new Error("no sales");
      const rule = {
        dimension: "channel",
        attribute: "channel",
        except: ["editor", "admin"],
        exceptGroups: [],
      };
      const columns = { columns: ["campaign"], except: ["editor", "admin"], exceptGroups: [] };
      const dataset = { ...sales.dataset, rows: [rule], columns: [{ ...columns, effect: "hidden" }] };
      return registry.set("sales", { ...sales, dataset } as typeof sales);
    },
  };
});

const NOW = new Date("2026-07-14T20:00:00Z");
const ALL = testViewer({ role: "editor" });
const NAVER = testViewer({ attributes: { channel: ["naver"] } });
const spec = sampleSpec();
const controls = {
  ...defaultControls(spec),
  range: { name: "date", from: "2026-06-01", to: "2026-06-30" },
};

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let brand: string;
beforeAll(async () => {
  database = await testDatabase();
  await loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows: 20_000,
    until: "2026-07-31",
  });
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const [row] = await sql`select min(brand) as brand from commerce.sales where channel = 'naver'`;
  brand = row?.brand;
}, 120_000);
afterAll(async () => {
  await flushAudit();
  await sql?.end();
  await closeReaders(1);
  await database?.close();
});

/** A widget's first answer under an address, as the page asks it. */
async function answer(viewer: Viewer, id: string, query: Record<string, string | string[]>) {
  const dataset = await getDataset(viewer, "sales");
  const { filters, notices } = parseCross(spec.widgets, query, new Map([["sales", dataset]]));
  const widget = spec.widgets.find((one) => one.id === id);
  if (!widget || !asksData(widget)) throw new Error(`no widget ${id}`);
  const conditions = conditionsFor(widget, filters, dataset.dimensions);
  const clock = { now: NOW, timezone: viewer.timezone };
  const under = underConditions(widget, controls, conditions, clock);
  const [first] = widgetQueries(under.widget, under.controls);
  if (!first) throw new Error("nothing asked");
  return { result: await runQuery(viewer, { ...first.query, limit: 1000 }, { now: NOW }), notices };
}

const JUNE = "date between '2026-06-01' and '2026-06-30'";
const sums = async (where: string) => {
  const [row] = await sql.unsafe(
    `select sum(settlement_amount)::float8 s, 100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) r
     from commerce.sales where ${where}`,
  );
  return [row?.s, row?.r];
};
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const kpis = async (viewer: Viewer, query: Record<string, string | string[]>) => {
  const { result, notices } = await answer(viewer, "kpis", query);
  const value = (name: string) =>
    result.rows[0]?.[result.columns.findIndex((one) => one.name === name)] ?? null;
  return {
    now: [value("settlement_amount"), value("roi")],
    before: [value("settlement_amount__previous"), value("roi__previous")],
    notices,
  };
};

describe("numbers under what is chosen", () => {
  it("are those of hand-written SQL: a value, several, none at all", async () => {
    const one = await kpis(ALL, { "x.brands": `brand:${brand}` });
    expect(one.now).toEqual(await sums(`${JUNE} and brand = ${quoted(brand)}`));
    expect(one.now[0]).not.toBeNull();
    const two = await kpis(ALL, { "x.brands": ["channel:naver", "channel:coupang"] });
    expect(two.now).toEqual(await sums(`${JUNE} and channel in ('naver', 'coupang')`));
    const none = await kpis(ALL, { "x.brands": "campaign" });
    expect(none.now).toEqual(await sums(`${JUNE} and campaign is null`));
    const some = await kpis(ALL, { "x.brands": ["campaign", "channel:naver"] });
    expect(some.now).toEqual(await sums(`${JUNE} and campaign is null and channel = 'naver'`));
  });

  it("compare a chosen week with the one before, two widgets' choices together", async () => {
    const week = await kpis(ALL, {
      "x.daily": "date@week:2026-06-08..2026-06-14",
      "x.brands": `brand:${brand}`,
    });
    const own = `brand = ${quoted(brand)}`;
    expect(week.now).toEqual(await sums(`date between '2026-06-08' and '2026-06-14' and ${own}`));
    expect(week.before).toEqual(await sums(`date between '2026-06-01' and '2026-06-07' and ${own}`));
  });

  it("leave the widget that was chosen on as it was", async () => {
    const chosen = await answer(ALL, "brands", { "x.brands": `brand:${brand}` });
    const [count] = await sql.unsafe(`select count(distinct brand)::int n from commerce.sales where ${JUNE}`);
    expect(chosen.result.rows).toHaveLength(count?.n);
    const other = await answer(ALL, "brands", { "x.daily": "channel:naver" });
    const [few] = await sql.unsafe(
      `select count(distinct brand)::int n from commerce.sales where ${JUNE} and channel = 'naver'`,
    );
    expect(other.result.rows).toHaveLength(few?.n);
  });
});

describe("what a reader may not see", () => {
  it("is not reached by choosing it: row rules hold under any address", async () => {
    const theirs = await kpis(NAVER, { "x.brands": `brand:${brand}` });
    expect(theirs.now).toEqual(await sums(`${JUNE} and brand = ${quoted(brand)} and channel = 'naver'`));
    const others = await kpis(NAVER, { "x.brands": "channel:coupang", "x.from": `brand:${brand}` });
    expect(others.now).toEqual([null, null]);
    const both = await kpis(NAVER, { "x.brands": ["channel:coupang", "channel:naver"] });
    expect(both.now).toEqual(await sums(`${JUNE} and channel = 'naver'`));
    expect((await kpis(testViewer(), { "x.brands": `brand:${brand}` })).now).toEqual([null, null]);
  });

  it("is no dimension to choose by: it is left out and named, and refused where it is asked all the same", async () => {
    const hidden = await kpis(NAVER, { "x.brands": "campaign", "x.from": "campaign:x" });
    expect(hidden.notices).toEqual([
      { param: "x.brands", key: "unknownCrossDimension", value: "campaign" },
      { param: "x.from", key: "unknownCrossDimension", value: "campaign" },
    ]);
    expect(hidden.now).toEqual(await sums(`${JUNE} and channel = 'naver'`));
    await expect(
      runQuery(NAVER, {
        dataset: "sales",
        measures: ["rows"],
        filters: [{ name: "campaign", op: "is_null" }],
      }),
    ).rejects.toMatchObject({ code: "QUERY_001" });
  });
});

describe("where widgets lead", () => {
  const leadingTo = (slug: string, ...targets: string[]): DashboardSpecInput => {
    const input = sampleInput({ slug });
    const widgets = input.widgets.map((widget) =>
      widget.type === "table"
        ? { ...widget, drillThrough: targets.map((dashboard) => ({ dashboard })) }
        : widget,
    );
    return { ...input, widgets };
  };
  const publish = (viewer: Viewer, value: DashboardSpecInput) =>
    createDashboard(viewer, { format: "json", value });
  const linksOf = async (viewer: Viewer, slug: string) => {
    const dashboard = await getDashboard(viewer, slug);
    const datasets = new Map([["sales", await getDataset(viewer, "sales")]]);
    const cross = await readCross(viewer, dashboard, { datasets, params: {}, titleOf: ({ id }) => id });
    return cross.sources.flatMap(({ links }) => links.map(({ target }) => target.slug));
  };

  it("is to dashboards their reader may open, and to no others", async () => {
    const [editor, reader] = await Promise.all([person("editor"), person("viewer")]);
    await publish(editor, sampleInput({ slug: "open-detail" }));
    await publish(editor, sampleInput({ slug: "closed-detail", isPublic: false }));
    await publish(editor, leadingTo("leads-on", "open-detail", "closed-detail", "leads-on"));
    expect(await linksOf(editor, "leads-on")).toEqual(["open-detail", "closed-detail", "leads-on"]);
    expect(await linksOf(reader, "leads-on")).toEqual(["open-detail", "leads-on"]);
  });

  it("is refused where nothing is, with the nearest dashboards the editor may see", async () => {
    const [editor, other] = await Promise.all([person("editor"), person("editor")]);
    await publish(editor, sampleInput({ slug: "stock-levels", isPublic: false }));
    const named = { kind: "dashboard", name: "stock-level" };
    await expect(publish(editor, leadingTo("to-stock", "stock-level"))).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [
        {
          path: "widgets.2.drillThrough.0.dashboard",
          key: "unknownName",
          values: { ...named, nearest: expect.stringContaining("stock-levels") },
        },
      ],
    });
    const refused = await publish(other, leadingTo("to-stock", "stock-level")).catch(
      (error: unknown) => error,
    );
    expect(JSON.stringify(refused)).not.toContain("stock-levels");
  });
});
