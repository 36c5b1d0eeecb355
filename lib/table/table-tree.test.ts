import { describe, expect, it } from "vitest";
import type { KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import {
  levelInside,
  lineQuery,
  openLevels,
  rootQuery,
  scrollBar,
  scrolls,
  type TableSource,
  tableTree,
} from "./table-tree";

const dimension = (name: string, type: KnownColumn["type"] = "string"): KnownColumn => ({
  name,
  label: name,
  kind: "dimension",
  type,
});
const source: TableSource = {
  base: { dataset: "sales", dimensions: ["brand"], measures: ["margin"], filters: [] },
  columns: [
    ...["brand", "channel", "product", "sku"].map((name) => dimension(name)),
    dimension("date", "date"),
    { name: "margin", label: "Margin", kind: "measure", type: "number" },
  ],
  hierarchies: [{ levels: ["brand", "product", "sku"] }],
};
const root = (config: TableConfig, at: { page?: number; into?: string[] } = {}) =>
  rootQuery(source, config, { page: at.page ?? 1, into: at.into });
const inside = (config: TableConfig, path: (string | null)[]) =>
  lineQuery(source, config, path, { limit: 50, offset: 0 }).query;

describe("a quick search", () => {
  const search = { search: "닥터" };

  it("looks through the text dimensions of the rows and their groups, at every level", () => {
    const config = { ...search, groups: ["channel", "date"] };
    const wanted = { text: "닥터", dimensions: ["channel", "brand"] };
    expect(root(config).query.search).toEqual(wanted);
    expect(inside(config, ["naver"]).search).toEqual(wanted);
    expect(inside(config, ["naver", "2026-01-01", "닥터"])).toMatchObject({
      dimensions: ["product"],
      search: wanted,
    });
  });

  it("asks nothing where there is no text, and where nothing is looked for", () => {
    expect(root({ ...search, dimensions: ["date"] }).query.search).toBeUndefined();
    expect(root({ search: "" }).query.search).toBeUndefined();
  });
});

describe("tableTree", () => {
  it("has the rows' level, and those its rows drill down to", () => {
    expect(tableTree(source, {})).toEqual({ levels: [["brand"], ["product"], ["sku"]], rows: 0 });
    expect(tableTree(source, { dimensions: ["brand", "product"] })).toEqual({
      levels: [["brand", "product"], ["sku"]],
      rows: 0,
    });
  });

  it("puts groups above the rows; the last group is what the rows are where nothing else is left", () => {
    expect(tableTree(source, { groups: ["channel"] }).levels.slice(0, 2)).toEqual([["channel"], ["brand"]]);
    expect(tableTree(source, { groups: ["channel", "brand"] })).toEqual({
      levels: [["channel"], ["brand"], ["product"], ["sku"]],
      rows: 1,
    });
  });

  it("leaves out what the dataset lacks, and measures", () => {
    expect(tableTree(source, { groups: ["gone", "margin"] })).toEqual(tableTree(source, {}));
  });

  it("keeps the widget's own grain and alias", () => {
    const month = { name: "date", grain: "month" as const, as: "month" };
    const tree = tableTree(
      { ...source, base: { ...source.base, dimensions: ["brand", month] } },
      { groups: ["month"] },
    );
    expect(tree.levels.slice(0, 2)).toEqual([[month], ["brand"]]);
  });

  it("finds a path's level, and none for half a level", () => {
    const tree = tableTree(source, { dimensions: ["brand", "channel"], groups: ["date"] });
    expect([[], ["d"], ["d", "b"], ["d", "b", "c"]].map((path) => levelInside(tree, path))).toEqual([
      0,
      1,
      null,
      2,
    ]);
  });

  it("opens no level below the rows as a whole", () => {
    const tree = tableTree(source, { groups: ["channel"] });
    expect(
      [undefined, { levels: 1 }, { levels: 9 }, { levels: "all" as const }].map((e) => openLevels(tree, e)),
    ).toEqual([0, 1, 1, 1]);
  });
});

describe("rootQuery", () => {
  it("asks the groups alone while they are closed, with the grand total", () => {
    expect(root({ groups: ["channel", "brand"], pageSize: 10 }, { page: 3 }).query).toMatchObject({
      dimensions: ["channel"],
      totals: ["grand"],
      limit: 10,
      offset: 20,
    });
    expect(root({ grandTotal: false }).query.totals).toEqual([]);
  });

  it("asks open levels at once, their groups as subtotals", () => {
    expect(root({ groups: ["channel", "brand"], expanded: { levels: "all" } }).query).toMatchObject({
      dimensions: ["channel", "brand"],
      totals: ["grand", "subtotals"],
    });
  });

  it("goes into a line: its values are filters, its levels those below", () => {
    const { query, level } = root({ groups: ["channel"] }, { into: ["naver"] });
    expect(level).toBe(1);
    expect(query).toMatchObject({
      dimensions: ["brand"],
      filters: [{ name: "channel", op: "eq", values: ["naver"] }],
    });
  });

  it("shows the whole table for a path that ends nowhere", () => {
    const { query } = root({ dimensions: ["brand", "channel"] }, { into: ["x"] });
    expect(query).toMatchObject({ dimensions: ["brand", "channel"], filters: [] });
  });
});

describe("lineQuery", () => {
  it("filters by every value above, a missing one too", () => {
    expect(inside({ groups: ["channel"] }, [null, "닥터"])).toMatchObject({
      dimensions: ["product"],
      filters: [
        { name: "channel", op: "is_null", values: [] },
        { name: "brand", op: "eq", values: ["닥터"] },
      ],
      totals: [],
    });
  });

  it("keeps the groups of the rows a filter on a measure keeps, and all inside a row", () => {
    const config: TableConfig = {
      groups: ["channel"],
      filters: [{ name: "margin", op: "lt", values: [0] }],
    };
    const closed = root(config);
    expect(closed.folded).toBe(1);
    expect(closed.query).toMatchObject({
      dimensions: ["channel", "brand"],
      totals: ["grand", "subtotals"],
      limit: 0,
    });
    expect(inside(config, ["naver"])).toMatchObject({ dimensions: ["brand"], limit: 50 });
    expect(inside(config, ["naver"]).filters).toHaveLength(2);
    expect(inside(config, ["naver", "닥터"]).filters?.map(({ name }) => name)).toEqual(["channel", "brand"]);
  });
});

describe("a scroll", () => {
  const scroll = { paging: "scroll" } as const;
  const asked = (config: TableConfig, at = {}) => root({ ...scroll, ...config }, at);

  it("begins with more rows than a screen shows, where the page would begin", () => {
    expect(asked({ pageSize: 20 }, { page: 12 }).query).toMatchObject({ limit: 60, offset: 220 });
    expect(root({ pageSize: 20 }, { page: 12 }).query).toMatchObject({ limit: 20, offset: 220 });
  });

  it("is of tables whose lines are the rows of one question; others go on in pages", () => {
    const is = (config: TableConfig) => scrolls({ ...scroll, ...config }, asked(config));
    expect(is({})).toBe(true);
    expect(is({ groups: ["brand"], dimensions: ["sku"] })).toBe(true);
    expect(is({ groups: ["brand"], dimensions: ["sku"], expanded: { levels: "all" } })).toBe(false);
    expect(is({ expanded: { open: [["닥터트루"]] } })).toBe(false);
    expect(scrolls({}, asked({}))).toBe(false);
    const why = (config: TableConfig) => scrollBar(config, asked(config));
    expect(why({})).toBeNull();
    expect(why({ expanded: { open: [["닥터트루"]] } })).toBe("open");
    expect(why({ dimensions: ["sku"], pivot: { dimensions: [{ name: "brand" }] } })).toBe("pivot");
    const onMeasure = { groups: ["brand"], filters: [{ name: "margin", op: "lt" as const, values: [0] }] };
    expect(is({ ...onMeasure, dimensions: ["sku"] })).toBe(false);
    expect(why({ ...onMeasure, dimensions: ["sku"] })).toBe("folded");
  });
});
