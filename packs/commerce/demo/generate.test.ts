import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { profileDay, startOfHistory, toDay, toDayNumber, yesterday } from "./calendar";
import { generateSales, type SalesRow } from "./generate";
import { copyLine } from "./load";

const UNTIL = "2026-11-20";
const rows = 120_000;
const sales = [...generateSales({ rows, until: UNTIL })];

const digest = (lines: Iterable<SalesRow>) => {
  const hash = createHash("sha256");
  for (const line of lines) hash.update(copyLine(line));
  return hash.digest("hex");
};

type Sums = { lines: number; settlement: number; margin: number; adSpend: number; meanRoi: number };

function sumBy(key: (row: SalesRow) => string): Map<string, Sums> {
  const groups = new Map<string, Sums & { rois: number[] }>();
  for (const row of sales) {
    const sums = groups.get(key(row)) ?? {
      lines: 0,
      settlement: 0,
      margin: 0,
      adSpend: 0,
      meanRoi: 0,
      rois: [],
    };
    sums.lines += 1;
    sums.settlement += row.settlementAmount;
    sums.margin += row.margin;
    sums.adSpend += row.adSpend;
    if (row.adSpend > 0) sums.rois.push((row.margin / row.adSpend) * 100);
    groups.set(key(row), sums);
  }
  for (const sums of groups.values())
    sums.meanRoi = sums.rois.reduce((sum, roi) => sum + roi, 0) / sums.rois.length;
  return groups;
}

describe("generateSales", () => {
  it("gives the same bytes for the same rows, end and seed, on every machine", () => {
    expect(digest(generateSales({ rows: 20_000, until: UNTIL }))).toBe(
      "55d60bb3116c28f6aef0ac3baac1b208e6be662e9dbc307ef4ad43672ec205cc",
    );
    expect(digest(generateSales({ rows: 2000, until: UNTIL, seed: 1 }))).not.toBe(
      digest(generateSales({ rows: 2000, until: UNTIL, seed: 2 })),
    );
  });

  it.each([0, 1, 999, 1097, 50_001])("makes exactly %i rows", (count) => {
    let made = 0;
    for (const _ of generateSales({ rows: count, until: UNTIL })) made += 1;
    expect(made).toBe(count);
  });

  it("refuses what is no number of rows and no date", () => {
    expect(() => [...generateSales({ rows: 1.5, until: UNTIL })]).toThrow("no number of rows");
    expect(() => [...generateSales({ rows: -1, until: UNTIL })]).toThrow("no number of rows");
    expect(() => [...generateSales({ rows: 1, until: "2026-02-30" })]).toThrow("no date");
  });

  it("runs in date order over three years, to the last day", () => {
    expect(sales[0]?.date).toBe("2023-11-21");
    expect(sales.at(-1)?.date).toBe(UNTIL);
    let before = "";
    for (const { date } of sales) {
      if (date < before) throw new Error(`${date} comes after ${before}`);
      before = date;
    }
    expect(new Set(sales.map((row) => row.date)).size).toBe(1096);
  });

  it("writes whole KRW whose margin is settlement less cost less ad spend", () => {
    for (const row of sales) {
      const { grossSales, discount, settlementAmount, cost, adSpend, margin, orders, units } = row;
      const numbers = [grossSales, discount, settlementAmount, cost, adSpend, margin, orders, units];
      if (!numbers.every((value) => Number.isSafeInteger(value) && !Object.is(value, -0)))
        throw new Error(`not whole: ${JSON.stringify(row)}`);
      if (margin !== settlementAmount - cost - adSpend) throw new Error(`no margin: ${JSON.stringify(row)}`);
      if (adSpend < 0 || orders < 0) throw new Error(`below zero: ${JSON.stringify(row)}`);
      if (row.campaign === null && adSpend !== 0) throw new Error(`spent on nothing: ${JSON.stringify(row)}`);
    }
  });

  it("has a whole shop in it", () => {
    const count = (key: keyof SalesRow) => new Set(sales.map((row) => row[key])).size;
    expect(count("brand")).toBe(60);
    expect(count("channel")).toBe(10);
    expect(count("product")).toBeGreaterThan(1700);
    expect(count("product")).toBeLessThanOrEqual(2010);
    expect(count("sku")).toBeGreaterThan(8000);
    expect(count("sku")).toBeLessThan(13_000);
    expect(count("campaign")).toBeGreaterThan(30);
    expect(count("country")).toBeGreaterThan(5);
  });

  it("puts each SKU under one product, each product under one brand", () => {
    const parents = new Map<string, string>();
    for (const { brand, product, sku } of sales)
      for (const [child, parent] of [
        [`sku ${sku}`, product],
        [`product ${product}`, brand],
      ] as const) {
        if ((parents.get(child) ?? parent) !== parent) throw new Error(`${child} has two parents`);
        parents.set(child, parent);
      }
    expect(parents.size).toBeGreaterThan(9000);
  });

  it("sells a few brands much more than many: 닥터트루 among the first three", () => {
    const brands = [...sumBy((row) => row.brand)].sort((a, b) => b[1].settlement - a[1].settlement);
    expect(brands.slice(0, 3).map(([brand]) => brand)).toContain("닥터트루");
    const all = brands.reduce((sum, [, { settlement }]) => sum + settlement, 0);
    const share = (list: typeof brands) => list.reduce((sum, [, sums]) => sum + sums.settlement, 0) / all;
    expect(share(brands.slice(0, 6))).toBeGreaterThan(0.35);
    expect(share(brands.slice(-30))).toBeLessThan(0.25);
  });

  it("takes returns back with negative margin", () => {
    const returns = sales.filter((row) => row.units < 0);
    expect(returns.length / rows).toBeGreaterThan(0.02);
    expect(returns.length / rows).toBeLessThan(0.09);
    expect(returns.every((row) => row.settlementAmount < 0 && row.margin < 0 && row.orders === 0)).toBe(true);
  });

  it("has brands that burn money, brands that thrive and brands that never advertise", () => {
    const brands = [...sumBy((row) => row.brand).values()];
    const rois = brands.filter((b) => b.adSpend > 0).map((b) => (b.margin / b.adSpend) * 100);
    expect(rois.filter((roi) => roi < 0).length).toBeGreaterThanOrEqual(3);
    expect(rois.filter((roi) => roi > 50).length).toBeGreaterThanOrEqual(8);
    expect(brands.filter((b) => b.adSpend === 0).length).toBeGreaterThanOrEqual(2);
  });

  it("gives averages of ratios that are not the ratio of sums", () => {
    const brand = sumBy((row) => row.brand).get("닥터트루");
    const roi = ((brand?.margin ?? 0) / (brand?.adSpend ?? 1)) * 100;
    expect(Math.abs((brand?.meanRoi ?? 0) - roi)).toBeGreaterThan(5);
  });

  it("has days without ad spend and lines without campaign", () => {
    const dark = [...sumBy((row) => row.date)].filter(([, day]) => day.adSpend === 0).map(([date]) => date);
    expect(dark).toContain("2026-01-01");
    expect(dark).toContain("2026-02-17");
    expect(dark.length).toBeLessThan(15);
    const organic = sales.filter((row) => row.campaign === null).length / rows;
    expect(organic).toBeGreaterThan(0.25);
    expect(organic).toBeLessThan(0.6);
  });

  it("has advertising that brought no order", () => {
    expect(sales.some((row) => row.orders === 0 && row.units === 0 && row.adSpend > 0)).toBe(true);
  });

  it("grows, peaks on 11.11 and rests on holidays", () => {
    const years = sumBy((row) => row.date.slice(0, 4));
    expect(years.get("2025")?.settlement).toBeGreaterThan((years.get("2024")?.settlement ?? 0) * 1.1);
    const days = sumBy((row) => row.date);
    const settled = (day: string) => days.get(day)?.settlement ?? 0;
    expect(settled("2026-11-11")).toBeGreaterThan(settled("2026-11-18") * 1.35);
    expect(settled("2026-09-25")).toBeLessThan(settled("2026-11-18") * 0.75);
  });

  it("launches products in between", () => {
    const first = new Map<string, string>();
    for (const { product, date } of sales) if (!first.has(product)) first.set(product, date);
    const late = [...first.values()].filter((date) => date >= "2025-06-01").length;
    expect(late).toBeGreaterThan(100);
  });
});

describe("the calendar", () => {
  it("starts three years before the day after the end", () => {
    expect(toDay(startOfHistory("2026-11-20"))).toBe("2023-11-21");
    expect(toDay(startOfHistory("2028-02-29"))).toBe("2025-03-02");
  });

  it("knows yesterday in the reader's zone", () => {
    const now = new Date("2026-11-20T16:00:00Z");
    expect(yesterday("Asia/Seoul", now)).toBe("2026-11-20");
    expect(yesterday("America/New_York", now)).toBe("2026-11-19");
  });

  it.each([
    ["2025-11-28", "blackFriday"],
    ["2025-12-01", "blackFriday"],
    ["2024-12-02", "blackFriday"],
    ["2025-11-27", null],
    ["2025-11-11", "grandEleven"],
    ["2026-02-10", "seollal"],
    ["2026-09-25", "chuseok"],
    ["2026-08-20", null],
  ])("%s is %s", (day, occasion) => {
    expect(profileDay(toDayNumber(day), 0).occasion).toBe(occasion);
  });
});

describe("copyLine", () => {
  it("escapes what COPY would read as something else", () => {
    const row = sales[0] as SalesRow;
    const line = copyLine({ ...row, brand: "a\tb\\c\nd", campaign: null });
    expect(line.split("\t")[1]).toBe("a\\tb\\\\c\\nd");
    expect(line.split("\t")).toHaveLength(15);
    expect(line.split("\t")[5]).toBe("\\N");
  });
});
