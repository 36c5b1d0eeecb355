import { describe, expect, it } from "vitest";
import { prepareKpi } from "@/lib/chart/prepare-kpi";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

const KRW = { style: "currency", currency: "KRW" } as const;
type Part = NonNullable<ResultColumn["of"]>["part"];

const measure = (name: string, more: Partial<ResultColumn>): ResultColumn[] => {
  const base = { name, label: name, kind: "measure", type: "number", ...more } as const;
  return [
    base,
    ...(["previous", "delta", "change"] as const).map((part: Part) => ({
      ...base,
      name: `${name}__${part}`,
      of: { measure: name, part },
    })),
  ];
};
const result = (columns: ResultColumn[], rows: Cell[][]): Result => ({
  columns,
  rows,
  meta: {
    source: "test",
    rollup: null,
    cached: false,
    elapsedMs: 1,
    rowCount: rows.length,
    truncated: false,
    dataAsOf: null,
  },
});
const korean = { locale: "ko", timezone: "Asia/Seoul" } as const;
const ROI = { format: { style: "percent" }, additive: false, good: "up" } as const;
const only = (columns: ResultColumn[], row: Cell[], locale: "ko" | "en" = "ko") => {
  const [kpi] = prepareKpi(result(columns, [row]), null, { ...korean, locale });
  if (!kpi) throw new Error("no cell");
  return kpi;
};

describe("prepareKpi", () => {
  it("sets digits and units apart, and compares in percent of the base", () => {
    const sales = measure("sales", { format: KRW, additive: true, good: "up" });
    const kpi = only(sales, [1_203_470_000, 1_120_170_000, 83_300_000, 7.436]);
    expect(kpi.parts.map(({ text }) => text)).toEqual(["12", "억 ", "347", "만", "원"]);
    expect(kpi.change).toEqual({ text: "+7.4%", direction: "up", tone: "good" });
    expect(kpi.previous).toBe("11억 2,017만원");
  });

  it("compares ratios in percent points", () => {
    expect(only(measure("roi", ROI), [31.1, 26.3, 4.8, 18.25]).change?.text).toBe("+4.8%p");
    expect(only(measure("roi", ROI), [31.1, 26.3, 4.8, 18.25], "en").change?.text).toBe("+4.8 pp");
  });

  it("colours by the measure's good direction, and ad spend not at all", () => {
    const fell = [90, 100, -10, -10];
    expect(only(measure("margin", { good: "up" }), fell).change?.tone).toBe("bad");
    expect(only(measure("returns", { good: "down" }), fell).change?.tone).toBe("good");
    expect(only(measure("ad_spend", {}), fell).change?.tone).toBeNull();
  });

  it("writes – with the reason, and no change from or to nothing", () => {
    const noDivisor = only(measure("roi", ROI), [null, 26.3, null, null]);
    expect(noDivisor).toMatchObject({ missing: "divisor", change: null, previous: "26.3%" });
    expect(noDivisor.parts).toEqual([{ kind: "digits", text: "–" }]);
    expect(only(measure("sales", { additive: true }), [null, 5, null, null]).missing).toBe("rows");
    expect(only(measure("sales", { additive: true }), [5, 0, 5, null]).change).toBeNull();
    expect(prepareKpi(result(measure("roi", ROI), []), null, korean)[0]?.missing).toBe("rows");
  });

  it("blames no divisor where there is no row at all", () => {
    const columns = [...measure("sales", { additive: true }), ...measure("roi", ROI)];
    const nothing = [null, null, null, null, null, null, null, null];
    expect(prepareKpi(result(columns, [nothing]), null, korean).map(({ missing }) => missing)).toEqual([
      "rows",
      "rows",
    ]);
    const noSpend = [5, null, null, null, null, null, null, null];
    expect(prepareKpi(result(columns, [noSpend]), null, korean)[1]?.missing).toBe("divisor");
  });

  it("draws the course with gaps where days are missing, the previous period beside it", () => {
    const columns: ResultColumn[] = [
      { name: "date", label: "", kind: "dimension", type: "date", grain: "day" },
      ...measure("sales", { additive: true }),
    ];
    const days = result(columns, [
      ["2026-11-09", 10, 5, 5, 100],
      ["2026-11-10", 20, 5, 15, 300],
      ["2026-11-12", 15, null, null, null],
    ]);
    const [kpi] = prepareKpi(result(measure("sales", { additive: true }), [[45, 10, 35, 350]]), days, {
      ...korean,
      range: { from: "2026-11-09", to: "2026-11-12" },
    });
    expect(kpi?.spark).toMatchInlineSnapshot(`
      {
        "current": "M3 20.3L34.3 3M97 11.7h0",
        "end": {
          "x": 97,
          "y": 11.7,
        },
        "previous": "M3 29L34.3 29",
      }
    `);
  });

  it("says how far a goal is, and of what should be low that it is a ceiling", () => {
    const goals = { sales: 2_000_000_000, returns: 100 };
    const goalOf = (columns: ResultColumn[], value: Cell, good: number) =>
      prepareKpi(result(columns, [[value, null, null, null]]), null, {
        ...korean,
        goals: { ...goals, returns: good },
      })[0]?.goal;
    const sales = measure("sales", { format: KRW, additive: true, good: "up" });
    expect(goalOf(sales, 1_500_000_000, 0)).toEqual({
      value: "20억원",
      part: "75%",
      filled: 0.75,
      reached: false,
    });
    expect(goalOf(sales, 2_500_000_000, 0)).toMatchObject({ part: "125%", filled: 1, reached: true });
    expect(goalOf(sales, null, 0)).toBeNull();
    const returns = measure("returns", { additive: true, good: "down" });
    expect(goalOf(returns, 90, 100)?.reached).toBe(true);
    expect(goalOf(returns, 110, 100)?.reached).toBe(false);
    // Of a goal of nothing there is no part.
    expect(goalOf(returns, 0, 0)).toMatchObject({ part: "–", filled: 1, reached: true });
    expect(goalOf(measure("other", {}), 5, 0)).toBeNull();
  });
});
