import { describe, expect, it } from "vitest";
import type { ResultColumn } from "@/lib/query/result";
import {
  autoWidth,
  cellText,
  columnUnit,
  frozenShown,
  isWholeIn,
  shownColumns,
  tableColumns,
} from "./columns";

const brand: ResultColumn = { name: "brand", label: "브랜드", kind: "dimension", type: "string" };
const margin: ResultColumn = {
  name: "margin",
  label: "마진",
  kind: "measure",
  type: "number",
  format: { style: "currency", currency: "KRW" },
};
const roi: ResultColumn = {
  name: "roi",
  label: "ROI",
  kind: "measure",
  type: "number",
  format: { style: "percent" },
};
const change: ResultColumn = { ...margin, name: "margin__change", of: { measure: "margin", part: "change" } };
const columns = [brand, margin, change, roi];
const names = (list: ResultColumn[]) => list.map(({ name }) => name);

describe("shownColumns", () => {
  it("shows dimensions, then the metrics in their own order", () => {
    expect(names(shownColumns(columns, { metrics: ["roi", "margin"] }))).toEqual(["brand", "roi", "margin"]);
    expect(names(shownColumns(columns, { metrics: ["margin__change"] }))).toEqual([
      "brand",
      "margin__change",
    ]);
    expect(names(shownColumns(columns, {}))).toEqual(["brand", "margin", "roi"]);
  });

  it("puts frozen columns first, then the chosen order, and leaves hidden ones out", () => {
    const config = { metrics: ["margin", "roi"], order: ["roi", "brand"], frozenColumns: ["margin"] };
    expect(names(shownColumns(columns, config))).toEqual(["margin", "roi", "brand"]);
    expect(names(shownColumns(columns, { ...config, hidden: ["margin"] }))).toEqual(["roi", "brand"]);
    expect(frozenShown(shownColumns(columns, { ...config, hidden: ["margin"] }), config)).toEqual([]);
  });
});

describe("tableColumns", () => {
  it("finds each cell at its place in the row, whatever the order shown", () => {
    const config = { metrics: ["roi"], columnWidths: { roi: 80 } };
    const shown = tableColumns(columns, config, { brand: 150 }, "ko");
    expect(shown.map(({ name, index, width, sized }) => ({ name, index, width, sized }))).toEqual([
      { name: "brand", index: 0, width: 150, sized: false },
      { name: "roi", index: 3, width: 80, sized: true },
    ]);
    expect(shown.map(({ align, unit }) => [align, unit])).toEqual([
      ["start", ""],
      ["end", "%"],
    ]);
  });
});

describe("cells", () => {
  it("are written without their unit, which the header has once", () => {
    expect(cellText(margin, -1200000, "ko")).toBe("−1,200,000");
    expect(columnUnit(margin, "ko")).toBe("원");
    expect(cellText(roi, -37.5, "ko")).toBe("−37.5");
    expect(columnUnit(roi, "en")).toBe("%");
    expect(cellText(change, 8.84, "ko")).toBe("+8.8");
    expect(columnUnit(change, "ko")).toBe("%");
    expect(columnUnit(brand, "ko")).toBe("");
  });

  it("show a gap for nothing and never a zero", () => {
    expect(cellText(roi, null, "ko")).toBe("–");
    expect(cellText(roi, 0, "ko")).toBe("0.0");
    expect(cellText({ ...brand, type: "date", grain: "month" }, "2026-01-01", "en")).toBe("Jan 2026");
  });
});

describe("autoWidth", () => {
  it("fits the widest text and the header, within bounds", () => {
    expect(autoWidth("ROI %", ["−37.5"])).toBeLessThan(autoWidth("정산금액 원", ["288,735,358"]));
    expect(autoWidth("브랜드", ["가".repeat(100)])).toBe(280);
  });

  it("never cuts a number: the total is set in semibold, and the last cell has more padding", () => {
    // As drawn in 12 px semibold: digits 7.65 px, commas 3.23, the minus 10.02; padding 8 and 12.
    expect(autoWidth("", ["262,323,168"])).toBeGreaterThanOrEqual(9 * 7.65 + 2 * 3.23 + 20);
    expect(autoWidth("", ["−1,262,323,168"])).toBeGreaterThanOrEqual(10.02 + 10 * 7.65 + 3 * 3.23 + 20);
  });
});

it("takes a number that certainly fits for whole; a text may be wider than it looks", () => {
  expect(isWholeIn({ column: margin, width: 90 }, "1,234,567")).toBe(true);
  expect(isWholeIn({ column: margin, width: 90 }, "1,234,567,890,123")).toBe(false);
  expect(isWholeIn({ column: brand, width: 90 }, "a")).toBe(false);
});
