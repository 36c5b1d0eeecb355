import { describe, expect, it } from "vitest";
import type { Result } from "@/lib/query/result";
import { barNeeds, barQueries, factsAtHand } from "@/lib/table/bar-facts";
import type { DrawnColumn } from "@/lib/table/columns";
import type { KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import { rootQuery, type TableSource, tableTree } from "@/lib/table/table-tree";

const known = (name: string, kind: "dimension" | "measure"): KnownColumn => ({
  name,
  label: name,
  kind,
  type: kind === "measure" ? "number" : "string",
});
const source: TableSource = {
  base: { dataset: "sales", dimensions: ["product"], measures: ["margin", "roi"], totals: ["grand"] },
  columns: [
    known("product", "dimension"),
    known("brand", "dimension"),
    known("channel", "dimension"),
    known("margin", "measure"),
    known("roi", "measure"),
  ],
  hierarchies: [],
};
const bar = (name: string, more: Partial<DrawnColumn> = {}) => ({
  column: { ...known("margin", "measure"), name, display: { kind: "bar" }, ...more } as DrawnColumn,
});
const needs = barNeeds([bar("margin")]);

const at = (config: TableConfig, level: number, page = 1, into: string[] = []) => ({
  source,
  tree: tableTree(source, config),
  asked: { root: rootQuery(source, config, { page, into }), config, into },
  level,
});
const answer = (rows: (string | number)[][], fields: object = {}, names = ["product", "margin"]) =>
  ({
    columns: names.map((name) => known(name, name === "margin" ? "measure" : "dimension")),
    rows,
    meta: { truncated: false },
    ...fields,
  }) as unknown as Result;

describe("facts of bars", () => {
  it("are needed once a measure, whatever it stands under, and not of what may not be seen", () => {
    const shown = [
      bar("margin"),
      bar('margin@["naver"]'),
      bar("roi", { masked: true }),
      { column: known("roi", "measure") as DrawnColumn },
    ];
    expect(barNeeds(shown).map(({ column }) => column)).toEqual(["margin"]);
  });

  it("are at hand where the answer is all there is, and asked for of pages and of scrolls", () => {
    const whole = answer([
      ["a", 5],
      ["b", -2],
    ]);
    expect(factsAtHand(at({}, 0), whole, needs)?.margin).toMatchObject({ top: { 1: 5 }, bottom: { 1: -2 } });
    const cut = answer([["a", 5]], { meta: { truncated: true } });
    expect(factsAtHand(at({}, 0), cut, needs)).toBeNull();
    expect(factsAtHand(at({ paging: "scroll" }, 0), cut, needs)).toBeNull();
    expect(factsAtHand(at({}, 0, 2), whole, needs)).toBeNull();
    for (const level of [at({}, 0, 3), at({ paging: "scroll" }, 0, 9)])
      expect(
        barQueries(level, needs).map(({ part, query: { dimensions, sort, limit, offset, totals } }) => [
          ...[part, dimensions, sort, limit, offset, totals],
        ]),
      ).toEqual([
        ["top", ["product"], [{ column: "margin", direction: "desc" }], 1, 0, []],
        ["bottom", ["product"], [{ column: "margin", direction: "asc" }], 1, 0, []],
      ]);
  });

  it("of groups come from the subtotals, whichever page is shown", () => {
    const config: TableConfig = { groups: ["brand"], expanded: { levels: 1 } };
    const page = answer(
      [["x", "a", 3]],
      {
        meta: { truncated: true },
        subtotals: [
          {
            dimensions: ["brand"],
            rows: [
              ["x", null, 9],
              ["y", null, 40],
            ],
          },
        ],
      },
      ["brand", "product", "margin"],
    );
    expect(factsAtHand(at(config, 0), page, needs)?.margin).toMatchObject({
      top: { 1: 40 },
      bottom: { 1: 9 },
    });
    expect(factsAtHand(at(config, 1), page, needs)).toBeNull();
    expect(barQueries(at(config, 1), needs)[0]?.query.dimensions).toEqual(["brand", "product"]);
  });

  it("of what is inside closed groups are asked of all groups; inside rows no question knows them", () => {
    const config: TableConfig = { groups: ["brand"] };
    expect(barQueries(at(config, 0), needs)[0]?.query.dimensions).toEqual(["brand"]);
    expect(barQueries(at(config, 1), needs)[0]?.query.dimensions).toEqual(["brand", "product"]);
    expect(barQueries(at(config, 2), needs)).toEqual([]);
  });

  it("under values across hold for all cells of the rows that a filter on measures keeps", () => {
    const config: TableConfig = {
      pivot: { dimensions: [{ name: "channel" }] },
      filters: [
        { name: "margin", op: "gt", values: [0] },
        { name: "brand", op: "in", values: ["x"] },
      ],
    };
    const asked = barQueries(at(config, 0), needs).map(({ of, query: { filters = [] } }) => [
      of,
      filters.map(({ name }) => name),
    ]);
    expect(asked).toEqual([
      [undefined, ["margin", "brand"]],
      [undefined, ["margin", "brand"]],
      ["margin@", ["brand"]],
      ["margin@", ["brand"]],
    ]);
  });

  it("of groups that a filter on measures keeps come with the answer", () => {
    const config: TableConfig = {
      groups: ["brand"],
      filters: [{ name: "margin", op: "gt", values: [1] }],
    };
    const folded = answer(
      [],
      {
        meta: { truncated: true },
        subtotals: [
          {
            dimensions: ["brand"],
            rows: [
              ["x", null, 7],
              ["y", null, 2],
            ],
          },
        ],
      },
      ["brand", "product", "margin"],
    );
    expect(factsAtHand(at(config, 0), folded, needs)?.margin).toMatchObject({
      top: { 1: 7 },
      bottom: { 1: 2 },
    });
    expect(barQueries(at(config, 0), needs)).toEqual([]);
  });
});
