import { describe, expect, it } from "vitest";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { columnAt, GRAND_LEVEL, gridLines } from "./grid-line";
import { lineCells, linesOfRows, searchedPlaces } from "./line-cells";
import type { DataLine, TableLine, TreeColumns } from "./table-lines";
import { pathKey } from "./table-tree";

const column = (name: string, kind: "dimension" | "measure"): ResultColumn => ({
  name,
  label: name,
  kind,
  type: kind === "measure" ? "number" : "string",
});
const [channel, brand, product, roi] = [
  column("channel", "dimension"),
  column("brand", "dimension"),
  column("product", "dimension"),
  column("roi", "measure"),
];
/** Channels, in them brands with a product beside each. */
const tree = { levels: [["channel"], ["brand", "product"]], rows: 1 };
const columns: TreeColumns = {
  columns: [channel, product, roi],
  own: [channel, brand],
  shared: ["channel", "brand"],
};
const line = (
  kind: DataLine["kind"],
  path: string[],
  cells: Cell[],
  over: Partial<DataLine> = {},
): DataLine => ({
  kind,
  key: pathKey(path),
  depth: path.length > 1 ? 1 : 0,
  path,
  cells,
  own: path.length > 1 ? brand : channel,
  expandable: kind === "group",
  open: false,
  valued: true,
  detailed: path.length > 1,
  ...over,
});
const group = line("group", ["naver"], ["naver", null, 3], { open: true });
const row = line("row", ["naver", "a", "soap"], ["a", "soap", 1]);
const note: TableLine = { kind: "more", key: "more", depth: 1, path: ["naver"] };
const shown = columns.columns.map((one, index) => ({ name: one.name, index, column: one }));

describe("a line's cells by name", () => {
  it("are those of its own level and of the levels above", () => {
    const names = ["channel", "brand", "product", "roi", "nothing"];
    expect(names.map(lineCells(group, columns, tree))).toEqual(["naver", undefined, undefined, 3, undefined]);
    expect(names.map(lineCells(row, columns, tree))).toEqual(["naver", "a", "soap", 1, undefined]);
  });
});

describe("lines for selection", () => {
  const lines = gridLines([group, row, note], { roi: 3 }, shown, {
    config: { labels: { brand: "Brand" } },
    treeColumn: "channel",
    rows: 1,
  });
  it("keep every line's place, and say which sum up others", () => {
    expect(lines.map(({ level, note: isNote }) => (isNote ? "note" : level))).toEqual([
      1,
      0,
      "note",
      GRAND_LEVEL,
    ]);
    expect(lines.map(({ cells }) => cells)).toEqual([
      ["naver", null, 3],
      ["a", "soap", 1],
      [null, null, null],
      [null, null, 3],
    ]);
  });
  it("say what the shared column's cells are values of", () => {
    expect(lines.slice(0, 2).map((one) => columnAt(one, shown, 0)?.label)).toEqual(["channel", "Brand"]);
  });
  it("show no values of a group that shows them elsewhere", () => {
    const [open] = gridLines([{ ...group, valued: false }], undefined, shown, {
      config: {},
      treeColumn: "channel",
      rows: 1,
    });
    expect(open?.cells).toEqual(["naver", null, null]);
  });
});

describe("find in a tree", () => {
  it("goes to a row's line, or to the closed group that holds it", () => {
    const closed = line("group", ["coupang"], ["coupang", null, 9]);
    const rows = [
      ["naver", "a", "soap", 1],
      ["coupang", "b", "oil", 9],
      ["gone", "c", "tea", 1],
    ];
    expect(linesOfRows([group, row, note, closed], rows, tree, { level: 0, last: 1 }, [])).toEqual([
      1,
      3,
      undefined,
    ]);
  });
  it("looks through the rows' own dimensions, where they are shown", () => {
    expect([...searchedPlaces(shown, columns, "channel", 1)]).toEqual([
      ["brand", 0],
      ["product", 1],
    ]);
  });
});
