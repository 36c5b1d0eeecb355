import { describe, expect, it } from "vitest";
import { pivotColumn } from "@/lib/query/query";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { shownColumns, type TableColumn, tableColumns } from "./columns";
import { drawnHeads, fullName, headRows, neighbour, withHeads } from "./header-groups";
import type { TableConfig } from "./table-config";

const brand: ResultColumn = { name: "brand", label: "브랜드", kind: "dimension", type: "string" };
const channel: ResultColumn = { name: "channel", label: "채널", kind: "dimension", type: "string" };
const month: ResultColumn = { name: "date", label: "월", kind: "dimension", type: "date", grain: "month" };
const measure = (name: string, label: string): ResultColumn => ({
  name,
  label,
  kind: "measure",
  type: "number",
});
const margin = measure("margin", "마진");
const roi = measure("roi", "ROI");
const compared = (part: "previous" | "delta" | "change", label: string): ResultColumn => ({
  ...measure(`margin__${part}`, `마진 (${label})`),
  of: { measure: "margin", part },
});
const previous = compared("previous", "이전");
const change = compared("change", "증감률");
const under = (column: ResultColumn, ...pivot: Cell[]): ResultColumn => ({
  ...column,
  name: pivotColumn(column.name, pivot),
  pivot,
});

const words = {
  nothing: "(없음)",
  total: "합계",
  parts: { current: "현재", previous: "이전", delta: "증감", change: "증감률" },
};
const headed = (
  all: ResultColumn[],
  config: TableConfig,
  across: ResultColumn[] = [],
  renamed: string[] = [],
): TableColumn[] =>
  withHeads(tableColumns(all, config, {}, "ko"), {
    across,
    measureLabel: (name) => ({ margin: "마진", roi: "ROI" })[name] ?? name,
    renamed: (name) => renamed.includes(name),
    words,
    locale: "ko",
    timezone: "Asia/Seoul",
  });
const drawn = (columns: TableColumn[], zoneOf?: (at: number) => string) =>
  headRows(columns, zoneOf).map((row) => row.map(({ text, from, span }) => [text, from, span]));

describe("a pivot's headings", () => {
  const all = [
    brand,
    ...[margin, roi].map((column) => under(column, "naver", "2026-01-01")),
    ...[margin, roi].map((column) => under(column, "naver", "2026-02-01")),
    ...[margin, roi].map((column) => under(column, null, "2026-02-01")),
    margin,
    roi,
  ];
  const config = { metrics: ["margin", "roi"] };

  it("merge neighbours of one value, write values by their dimension, and head the rows' totals", () => {
    const columns = headed(all, config, [channel, month]);
    expect(drawn(columns)).toEqual([
      [
        ["naver", 1, 4],
        ["(없음)", 5, 2],
        ["합계", 7, 2],
      ],
      [
        ["2026년 1월", 1, 2],
        ["2026년 2월", 3, 2],
        ["2026년 2월", 5, 2],
      ],
    ]);
    expect(columns[0]?.heads).toBeUndefined();
    expect(fullName(columns[2] as TableColumn)).toBe("naver / 2026년 1월 / ROI");
    expect(fullName(columns[8] as TableColumn)).toBe("합계 / ROI");
  });

  it("take metrics in one order under every value, without the hidden and those only read", () => {
    const names = (settings: TableConfig) => shownColumns(all, settings).map(({ name }) => name);
    expect(names({ metrics: ["roi"] })).toEqual([
      "brand",
      ...[
        ["naver", "2026-01-01"],
        ["naver", "2026-02-01"],
        [null, "2026-02-01"],
      ].map((values) => pivotColumn("roi", values)),
      "roi",
    ]);
    expect(names({ ...config, order: ["roi", "brand", "margin"] }).slice(0, 3)).toEqual([
      "brand",
      pivotColumn("roi", ["naver", "2026-01-01"]),
      pivotColumn("margin", ["naver", "2026-01-01"]),
    ]);
    expect(names({ ...config, hidden: ["margin"] })).toEqual(names({ metrics: ["roi"] }));
  });

  it("do not reach from what scrolls into what is frozen", () => {
    const columns = headed(all, { ...config, frozenRight: ["roi"] }, [channel, month]);
    expect(
      drawn(columns, (at) => (at === 8 ? "right" : ""))
        .at(0)
        ?.slice(-2),
    ).toEqual([
      ["합계", 7, 1],
      ["합계", 8, 1],
    ]);
  });

  it("keep a metric among its neighbours under the same value", () => {
    const columns = headed(all, config, [channel, month]);
    expect([1, 2, 6, 7].map((at) => neighbour(columns, at, 1))).toEqual([
      columns[2]?.name,
      undefined,
      undefined,
      "roi",
    ]);
    expect(neighbour(columns, 1, -1)).toBeUndefined();
    expect(neighbour(headed([brand, margin], config), 0, 1)).toBe("margin");
  });

  it("know the places of all values under the same values across", () => {
    const columns = headed(all, { metrics: ["roi"] }, [channel, month]);
    expect(columns.map(({ beside }) => beside)).toEqual([undefined, [1, 2], [3, 4], [5, 6], undefined]);
  });

  it("settings for a metric hold under every value, those of one column before them", () => {
    const one = pivotColumn("roi", ["naver", "2026-01-01"]);
    const columns = headed(
      all,
      {
        metrics: ["roi"],
        columnWidths: { roi: 99, [one]: 50 },
        align: { roi: "start" },
        labels: { roi: "수익" },
      },
      [channel, month],
    );
    expect(columns.slice(1).map(({ width, align, column }) => [width, align, column.label])).toEqual([
      [50, "start", "수익"],
      [99, "start", "수익"],
      [99, "start", "수익"],
      [99, "start", "수익"],
    ]);
  });
});

describe("a measure over its comparisons", () => {
  const all = [brand, margin, previous, change, roi];

  it("heads two parts that stand side by side, and no part alone", () => {
    const columns = headed(all, { metrics: ["margin", "margin__change", "roi"] });
    expect(drawn(columns)).toEqual([[["마진", 1, 2]]]);
    expect(columns.map(({ short }) => short)).toEqual([undefined, "현재", "증감률", undefined]);
    expect(fullName(columns[2] as TableColumn)).toBe("마진 (증감률)");
    for (const metrics of [["margin", "roi", "margin__change"], ["margin__change"], ["margin", "roi"]])
      expect(drawn(headed(all, { metrics }))).toEqual([]);
  });

  it("leaves a column its own name", () => {
    const columns = headed(all, { metrics: ["margin", "margin__change"] }, [], ["margin__change"]);
    expect(columns.map(({ short }) => short)).toEqual([undefined, "현재", undefined]);
  });

  it("stands below the values across", () => {
    const parts = [margin, previous, change];
    const pivoted = [
      brand,
      ...parts.map((column) => under(column, "naver")),
      ...parts.map((column) => under(column, "coupang")),
      ...parts,
    ];
    const columns = headed(pivoted, { metrics: ["margin", "margin__change"] }, [channel]);
    expect(drawn(columns)).toEqual([
      [
        ["naver", 1, 2],
        ["coupang", 3, 2],
        ["합계", 5, 2],
      ],
      [
        ["마진", 1, 2],
        ["마진", 3, 2],
        ["마진", 5, 2],
      ],
    ]);
  });
});

describe("drawnHeads", () => {
  const window = [0, 100, 101, 102, 399];
  it("are those over the columns drawn, and the one with the focus with where its arrows lead", () => {
    expect(drawnHeads(400, window, null)).toEqual(window);
    expect(drawnHeads(400, window, 250)).toEqual([0, 100, 101, 102, 249, 250, 251, 399]);
    expect(drawnHeads(400, window, 0)).toEqual([0, 1, 100, 101, 102, 399]);
    expect(drawnHeads(400, window, 399)).toEqual([0, 100, 101, 102, 398, 399]);
  });
  it("are all where they are few, and where nothing has been measured", () => {
    expect(drawnHeads(40, [0, 5, 39], 3)).toBeUndefined();
    expect(drawnHeads(400, undefined, 3)).toBeUndefined();
  });
});
