import { describe, expect, it } from "vitest";
import { countQuery, rowTotal, tableQuery } from "./table-query";

const base = {
  dataset: "sales",
  dimensions: ["brand"],
  measures: [],
  filters: [{ name: "channel", op: "in" as const, values: ["naver"] }],
  time: { name: "date", from: "now-28d", to: "now-1d" },
  compare: "previous_period" as const,
};
const config = {
  metrics: ["margin", "roi"],
  sort: { column: "margin", direction: "desc" as const },
  filters: [{ name: "brand", op: "contains" as const, values: ["닥터"] }],
};

describe("tableQuery", () => {
  it("asks for one page of the shown metrics and the grand total", () => {
    expect(tableQuery(base, config, 3)).toEqual({
      dataset: "sales",
      dimensions: ["brand"],
      measures: ["margin", "roi"],
      filters: [...base.filters, ...config.filters],
      time: base.time,
      sort: [{ column: "margin", direction: "desc" }],
      totals: ["grand"],
      limit: 20,
      offset: 40,
    });
  });

  it("does not sort by what is not shown", () => {
    expect(tableQuery(base, { ...config, hidden: ["margin"] }, 1)).toMatchObject({
      measures: ["roi"],
      sort: [],
    });
  });

  it("reads what formats compare with, shown or not, and no dimension as a measure", () => {
    const rule = (column: string) => ({
      condition: "lt" as const,
      value: { column },
      style: { tone: "negative" as const },
    });
    const conditionalFormatting = [
      { column: "roi", rules: [rule("target"), rule("brand"), { ...rule("off"), enabled: false }] },
      { column: "orders", rules: [rule("hidden_one")] },
      { column: "returns", rules: [{ ...rule("orders"), scope: "row" as const }] },
    ];
    expect(tableQuery(base, { ...config, conditionalFormatting }, 1).measures).toEqual([
      "margin",
      "roi",
      "target",
      "returns",
      "orders",
    ]);
  });

  it("compares periods only when a column shows it", () => {
    expect(tableQuery(base, { metrics: ["margin__change"] }, 1)).toMatchObject({
      measures: ["margin"],
      compare: "previous_period",
    });
  });
});

it("leaves comparisons out when nothing is compared", () => {
  const { compare: _compare, ...alone } = base;
  const sort = { column: "margin__change", direction: "desc" as const };
  expect(tableQuery(alone, { metrics: ["roi", "margin__change"], sort }, 1)).toMatchObject({
    measures: ["roi"],
    sort: [],
  });
});

describe("counting rows", () => {
  it("asks for groups only", () => {
    expect(countQuery(tableQuery(base, config, 3))).toMatchObject({ measures: [], offset: 0 });
    expect(countQuery(tableQuery(base, config, 3))).not.toHaveProperty("sort");
  });

  it("counts the rows of the period before too, where the page shows them", () => {
    const compared = tableQuery(base, { metrics: ["margin", "margin__change", "roi"] }, 1);
    expect(countQuery(compared)).toMatchObject({ compare: "previous_period", measures: ["margin"] });
  });

  it("is not needed when a page tells", () => {
    expect(rowTotal({ rows: 7, truncated: false }, 40)).toBe(47);
    expect(rowTotal({ rows: 0, truncated: false }, 0)).toBe(0);
    expect(rowTotal({ rows: 20, truncated: true }, 0)).toBeNull();
    expect(rowTotal({ rows: 0, truncated: false }, 40)).toBeNull();
  });
});
