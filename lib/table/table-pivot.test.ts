import { describe, expect, it } from "vitest";
import { pivotColumn } from "@/lib/query/query";
import { changePivot, moveColumn, putAcross, takeOffAcross } from "./change-structure";
import { findQuery } from "./find-rows";
import type { KnownColumn } from "./known-columns";
import { pivotedColumn, plainName, splitColumns } from "./pivot-column";
import { changedFields, configOver, resolveConfig } from "./resolve-config";
import { parseTableState, searchString, writeTableState } from "./search-params";
import type { TableConfig } from "./table-config";
import { countQuery } from "./table-query";
import { lineQuery, rootQuery, type TableSource, tableTree } from "./table-tree";

const dimension = (name: string, type: KnownColumn["type"] = "string"): KnownColumn => ({
  name,
  label: name,
  kind: "dimension",
  type,
});
const measure = (name: string): KnownColumn => ({ name, label: name, kind: "measure", type: "number" });
const columns = [
  ...["brand", "channel", "product", "sku"].map((name) => dimension(name)),
  dimension("date", "date"),
  measure("margin"),
  measure("roi"),
];
const source: TableSource = {
  base: { dataset: "sales", dimensions: ["brand"], measures: ["margin"], filters: [] },
  columns,
  hierarchies: [{ levels: ["brand", "product", "sku"] }],
};
const asked = (config: TableConfig) => rootQuery(source, config, { page: 1 }).query;
const read = (search: string) => parseTableState(new URLSearchParams(search), "t", columns);
const month = { name: "date", grain: "month" as const };
const naver = pivotColumn("margin", ["naver"]);

describe("names of pivoted columns", () => {
  it("are read back whatever their values hold", () => {
    const values = ['a"],@[', "쉼표, 따옴표\\", null, 3, true];
    const name = pivotColumn("margin__change", values);
    expect(pivotedColumn(name)).toEqual({ column: "margin__change", values });
    expect(plainName(name)).toBe("margin__change");
    expect(splitColumns(`-${name},roi,${naver}`)).toEqual([`-${name}`, "roi", naver]);
  });

  it("no other name is taken for one", () => {
    for (const name of ["margin", "margin@[", "margin@[[1]]", '@["naver"]', "a,b"])
      expect(pivotedColumn(name)).toBeNull();
    expect(splitColumns("margin@[,roi")).toEqual(["margin@[,roi"]);
    expect(splitColumns("")).toEqual([]);
  });
});

describe("the URL", () => {
  const pivot: TableConfig["pivot"] = {
    dimensions: [month, "channel"],
    limit: 100,
    sort: [{ column: "margin", direction: "desc" }],
    rowTotals: false,
  };

  it("says a pivot readably and gives it back, sorts by its columns too", () => {
    const sort = [
      { column: pivotColumn("margin", ["2026-01-01", "네이버, 쿠팡"]), direction: "desc" as const },
      { column: "brand", direction: "asc" as const },
    ];
    const written = writeTableState(
      new URLSearchParams(),
      "t",
      { config: { pivot, sort }, page: 1 },
      JSON.stringify,
    );
    expect(searchString(written)).toContain(
      "&t.t.pivot=date:month,channel&t.t.pivot-limit=100&t.t.pivot-sort=-margin&t.t.pivot-totals=0",
    );
    const { config, ignored } = read(written.toString());
    expect(config).toEqual({ pivot, sort });
    expect(ignored).toEqual([]);
  });

  it("can take a pivot away, and leaves out what makes no sense", () => {
    expect(read("t.t.pivot=").config).toEqual({ pivot: { dimensions: [] } });
    const { config, ignored } = read(
      "t.t.pivot=gone,channel,margin,brand:month,date:eon&t.t.pivot-limit=9999&t.t.pivot-totals=x",
    );
    expect(config).toEqual({ pivot: { dimensions: ["channel"] } });
    expect(ignored.map(({ value, reason }) => [value, reason])).toEqual([
      ["gone", "unknownColumn"],
      ["margin", "unknownColumn"],
      ["brand:month", "badValue"],
      ["date:eon", "badValue"],
      ["9999", "badValue"],
      ["x", "badValue"],
    ]);
    expect(read("t.t.pivot=gone").config).toEqual({});
    expect(read("t.t.pivot-totals=0").config).toEqual({});
  });

  it("goes over the view, and the view over the default", () => {
    const base = { pivot: { dimensions: ["channel"] } };
    expect(resolveConfig(base, { pivot: { dimensions: [] } }).pivot).toEqual({ dimensions: [] });
    expect(configOver(base, {})).toEqual({ pivot: { dimensions: [] } });
    expect(configOver({}, base)).toEqual(base);
    // The defaults said aloud, or settings of a pivot of nothing, are no change.
    expect(
      changedFields(base, { pivot: { dimensions: [{ name: "channel" }], limit: 50, rowTotals: true } }),
    ).toEqual([]);
    expect(changedFields({}, { pivot: { dimensions: [], limit: 10 } })).toEqual([]);
    expect(changedFields(base, { pivot: { dimensions: ["channel"], rowTotals: false } })).toEqual(["pivot"]);
  });
});

describe("a pivoted table's question", () => {
  const pivot = { dimensions: ["channel"] };

  it("has the dimensions across, and takes them out of the rows and their hierarchy", () => {
    expect(asked({ pivot: { dimensions: [month, "channel"], limit: 7 } })).toMatchObject({
      dimensions: ["brand"],
      pivot: { dimensions: [month, "channel"], limit: 7, sort: [], rowTotals: true },
      totals: ["grand"],
    });
    const tree = tableTree(source, { groups: ["channel"], pivot: { dimensions: ["channel", "product"] } });
    expect(tree).toEqual({ levels: [["brand"], ["sku"]], rows: 0, pivot: ["channel", "product"] });
  });

  it("leaves the rows a dimension, and out what the dataset lacks", () => {
    expect(tableTree(source, { pivot: { dimensions: ["brand", "gone", "margin"] } })).toEqual(
      tableTree(source, {}),
    );
    expect(asked({ pivot: { dimensions: [{ name: "channel", grain: "month" }] } }).pivot?.dimensions).toEqual(
      ["channel"],
    );
  });

  it("is flat without a metric: nothing would stand in the columns", () => {
    expect(asked({ pivot, metrics: [] }).pivot).toBeUndefined();
  });

  it("sorts by pivoted columns it has, and ignores those of another pivot", () => {
    const sorted = (column: string, config: TableConfig = {}) =>
      asked({ pivot, ...config, sort: { column, direction: "desc" } }).sort;
    expect(sorted(naver)).toEqual([{ column: naver, direction: "desc" }]);
    expect(sorted(naver, { pivot: { dimensions: [month] } })).toEqual([]);
    expect(sorted(naver, { pivot: { dimensions: [] } })).toEqual([]);
    expect(sorted(naver, { metrics: ["roi"] })).toEqual([]);
    expect(sorted(pivotColumn("margin", ["naver", "x"]))).toEqual([]);
    expect(sorted(pivotColumn("margin", [3]))).toEqual([]);
    expect(sorted(pivotColumn("margin", [null]))).toHaveLength(1);
    expect(sorted(pivotColumn("margin", ["2026-01-01"]), { pivot: { dimensions: [month] } })).toHaveLength(1);
    expect(sorted(pivotColumn("gone", ["naver"]))).toEqual([]);
    const ordered = asked({ pivot: { ...pivot, sort: [{ column: "roi", direction: "desc" }] } });
    expect(ordered.pivot?.sort).toEqual([]);
  });

  it("counts and finds rows without reading all columns", () => {
    const query = asked({ pivot, sort: { column: naver, direction: "desc" } });
    for (const one of [countQuery(query), findQuery(query), findQuery({ ...query, sort: [] })])
      expect(one).toMatchObject({ measures: ["margin"], pivot: { limit: 1 } });
  });

  it("lets no line inside lose columns the table has", () => {
    const ordered = { ...pivot, sort: [{ column: "margin", direction: "desc" as const }] };
    const inside = (config: TableConfig) =>
      lineQuery(source, config, ["a"], { limit: 50, offset: 0, within: true }).query.pivot?.limit;
    expect(inside({ pivot: ordered })).toBe(500);
    expect(inside({ pivot })).toBe(50);
    expect(asked({ pivot: ordered }).pivot?.limit).toBe(50);
  });
});

describe("a pivot under a hand", () => {
  it("takes dimensions on and off, keeping the rest", () => {
    const one = putAcross({ pivot: { dimensions: [], rowTotals: false } }, "date", "month");
    expect(one).toEqual({ pivot: { dimensions: [month], rowTotals: false }, expanded: {} });
    const two = putAcross(one, "channel");
    expect(two.pivot?.dimensions).toEqual([month, "channel"]);
    expect(putAcross(two, "date", "week").pivot?.dimensions).toEqual([
      { name: "date", grain: "week" },
      "channel",
    ]);
    const sorted = changePivot(two, {
      sort: [
        { column: "date", direction: "desc" },
        { column: "margin", direction: "desc" },
      ],
    });
    expect(takeOffAcross(sorted, "date").pivot).toEqual({
      dimensions: ["channel"],
      rowTotals: false,
      sort: [{ column: "margin", direction: "desc" }],
    });
    expect(takeOffAcross(one, "date").pivot).toEqual({ dimensions: [] });
  });

  it("moves a metric to the same place under every value", () => {
    const shown = ["brand", naver, pivotColumn("roi", ["naver"]), "margin", "roi"];
    expect(
      moveColumn({ metrics: ["margin", "roi"] }, shown, columns, pivotColumn("roi", ["naver"]), naver),
    ).toEqual({ order: ["brand", "roi", "margin"], metrics: ["roi", "margin"] });
  });
});
