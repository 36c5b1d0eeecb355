import { describe, expect, it } from "vitest";
import type { Cell, Result } from "@/lib/query/result";
import type { TableConfig } from "@/lib/table/table-config";
import { type Inside, tableLines, treeColumns } from "./table-lines";
import { lineQuery, pathKey, rootQuery, type TableSource, tableTree } from "./table-tree";

const source: TableSource = {
  base: { dataset: "sales", dimensions: ["brand"], measures: ["roi"] },
  columns: [
    { name: "brand", label: "브랜드", kind: "dimension", type: "string" },
    { name: "channel", label: "채널", kind: "dimension", type: "string" },
    { name: "roi", label: "ROI", kind: "measure", type: "number" },
  ],
  hierarchies: [],
};
const result = (dimensions: string[], rows: Cell[][], over: Partial<Result> = {}): Result => ({
  columns: [
    ...dimensions.map((name) => ({ name, label: name, kind: "dimension" as const, type: "string" as const })),
    { name: "roi", label: "ROI", kind: "measure", type: "number" },
  ],
  rows,
  meta: {
    source: "s",
    rollup: null,
    cached: false,
    elapsedMs: 1,
    rowCount: rows.length,
    truncated: false,
    dataAsOf: null,
  },
  ...over,
});

/** The lines as text: indentation, name, values where they show; notes by their kind. */
function draw(config: TableConfig, answer: Result, answers: Record<string, Result> = {}) {
  const columns = treeColumns(source, tableTree(source, config), config, answer);
  const inside = (path: readonly Cell[]): Inside => ({
    asked: lineQuery(source, config, [...path], { limit: 50, offset: 0 }),
    result: answers[pathKey(path)] ?? null,
    error: null,
  });
  const root = rootQuery(source, config, { page: 1 });
  const { lines, wanted } = tableLines({ source, config, columns, root, result: answer, into: [], inside });
  const text = lines.map((line) =>
    "cells" in line
      ? `${"  ".repeat(line.depth)}${line.kind} ${line.cells[0]} ${line.valued ? line.cells[1] : ""}`.trimEnd()
      : `${"  ".repeat(line.depth)}${line.kind}`,
  );
  return { text, wanted };
}

const groups: TableConfig = { groups: ["channel"] };
const channels = result(
  ["channel"],
  [
    ["naver", 10],
    ["coupang", 20],
  ],
);
const flat = result(
  ["channel", "brand"],
  [
    ["naver", "a", 1],
    ["naver", "b", 2],
    [null, "a", 3],
  ],
  {
    subtotals: [
      {
        dimensions: ["channel"],
        rows: [
          ["naver", null, 10],
          [null, null, 3],
        ],
      },
    ],
  },
);

describe("tableLines", () => {
  it("shows closed groups and asks nothing more", () => {
    expect(draw(groups, channels)).toEqual({ text: ["group naver 10", "group coupang 20"], wanted: [] });
  });

  it("asks what is inside an open group, and shows it when it comes", () => {
    const open: TableConfig = { ...groups, expanded: { open: [["naver"]] } };
    expect(draw(open, channels)).toEqual({
      text: ["group naver 10", "  loading", "group coupang 20"],
      wanted: [["naver"]],
    });
    const answer = result(["brand"], [["a", 1]]);
    const cut = { ...answer, meta: { ...answer.meta, truncated: true } };
    expect(draw(open, channels, { '["naver"]': cut }).text).toEqual([
      "group naver 10",
      "  row a 1",
      "  more",
      "group coupang 20",
    ]);
  });

  it("draws open levels from one answer, each group with the engine's own subtotal", () => {
    const config: TableConfig = { ...groups, expanded: { levels: "all" } };
    expect(draw(config, flat)).toEqual({
      text: ["group naver 10", "  row a 1", "  row b 2", "group null 3", "  row a 3"],
      wanted: [],
    });
    expect(draw({ ...groups, expanded: { levels: "all", closed: [["naver"]] } }, flat).text).toEqual([
      "group naver 10",
      "group null 3",
      "  row a 3",
    ]);
  });

  it("puts subtotals below, or leaves them out, as is chosen", () => {
    const open: TableConfig = { ...groups, expanded: { levels: 1 } };
    expect(draw({ ...open, subtotals: "below" }, flat).text.slice(0, 4)).toEqual([
      "group naver",
      "  row a 1",
      "  row b 2",
      "subtotal naver 10",
    ]);
    const bare = ["group naver", "  row a 1", "  row b 2", "group null", "  row a 3"];
    expect(draw({ ...open, subtotals: "none" }, flat).text).toEqual(bare);
    expect(draw({ ...open, subtotalLevels: [] }, flat).text).toEqual(bare);
  });

  it("names the column after its levels", () => {
    const { columns } = treeColumns(source, tableTree(source, groups), groups, channels);
    expect(columns.map(({ name, label }) => [name, label])).toEqual([
      ["channel", "channel / 브랜드"],
      ["roi", "ROI"],
    ]);
    const within = treeColumns(source, tableTree(source, groups), groups, channels, 1);
    expect(within.columns[0]).toMatchObject({ name: "channel", label: "브랜드" });
  });
});

describe("a pivot's lines", () => {
  const across = (...channels: string[]): Result["columns"] =>
    channels.map((channel) => ({
      name: `roi@["${channel}"]`,
      label: "ROI",
      kind: "measure",
      type: "number",
      pivot: [channel],
    }));
  const config: TableConfig = {
    groups: ["brand"],
    dimensions: ["shop"],
    pivot: { dimensions: ["channel"] },
    expanded: { open: [["a"]] },
  };
  const shops: TableSource = {
    ...source,
    columns: [...source.columns, { name: "shop", label: "상점", kind: "dimension", type: "string" }],
  };

  it("find each value by its column, though lines inside have others, and know groups without values", () => {
    const outer = result([], [["a", null, 2]], { valueless: [[1, 0, 0]] });
    outer.columns = [
      { name: "brand", label: "", kind: "dimension", type: "string" },
      ...across("naver", "own"),
    ];
    const inner = result([], [["s", 2]]);
    inner.columns = [{ name: "shop", label: "", kind: "dimension", type: "string" }, ...across("own")];
    const root = rootQuery(shops, config, { page: 1 });
    const { lines } = tableLines({
      source: shops,
      config,
      columns: treeColumns(shops, tableTree(shops, config), config, outer),
      root,
      result: outer,
      into: [],
      inside: (path) => ({
        asked: lineQuery(shops, config, path, { limit: 50, offset: 0 }),
        result: inner,
        error: null,
      }),
    });
    expect(lines.map((line) => ("cells" in line ? [line.cells, line.valueless] : line.kind))).toEqual([
      [["a", null, 2], new Set(['["naver"]'])],
      [["s", null, 2], undefined],
    ]);
  });
});
