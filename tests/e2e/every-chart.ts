/** A dashboard of every kind of chart over the demo's sales, for tests and for people to look at. */
import type { APIRequestContext } from "@playwright/test";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { expect } from "./fixtures";

type ChartInput = Extract<DashboardSpecInput["widgets"][number], { type: "chart" }>["chart"];

const day = { name: "date", grain: "day" } as const;
const month = { name: "date", grain: "month" } as const;

/** Title in both languages, spec. The ids are used by tests. */
export const CHARTS: Record<string, { en: string; ko: string; chart: ChartInput }> = {
  line: {
    en: "Settlement, with the period before",
    ko: "정산금액과 이전 기간",
    chart: {
      kind: "line",
      x: day,
      measure: "settlement_amount",
      overlay: "control",
      references: [{ at: "average" }],
      annotations: [
        { at: "2026-06-10", text: { en: "Price change", ko: "가격 변경" } },
        { at: "2026-06-20", to: "2026-06-24", text: { en: "Sale week", ko: "할인 주간" } },
      ],
    },
  },
  lines: {
    en: "ROI by channel",
    ko: "채널별 ROI",
    chart: { kind: "line", x: { name: "date", grain: "week" }, measure: "roi", series: "channel" },
  },
  area: { en: "Orders", ko: "주문", chart: { kind: "area", x: day, measure: "orders" } },
  bar: {
    en: "Margin by brand",
    ko: "브랜드별 마진",
    chart: {
      kind: "bar",
      x: { name: "brand" },
      measure: "margin",
      references: [{ at: 40_000_000, role: "goal", label: { en: "Plan", ko: "계획" } }],
    },
  },
  stacked: {
    en: "Settlement by channel",
    ko: "채널별 정산금액",
    chart: { kind: "bar", x: day, measure: "settlement_amount", series: "channel", stack: true },
  },
  percent: {
    en: "Share of channels",
    ko: "채널 비중",
    chart: { kind: "area", x: day, measure: "settlement_amount", series: "channel", stack: "percent" },
  },
  horizontal: {
    en: "Margin by product",
    ko: "상품별 마진",
    chart: { kind: "bar", x: { name: "product" }, measure: "margin", horizontal: true, top: 12 },
  },
  combo: {
    en: "Settlement and ROI",
    ko: "정산금액과 ROI",
    chart: {
      kind: "combo",
      x: { name: "date", grain: "week" },
      bars: ["settlement_amount", "cost"],
      lines: ["roi"],
    },
  },
  scatter: {
    en: "Ad spend and margin",
    ko: "광고비와 마진",
    chart: { kind: "scatter", points: "product", x: "ad_spend", y: "margin", size: "units", series: "brand" },
  },
  pie: { en: "Brands", ko: "브랜드", chart: { kind: "pie", by: "brand", measure: "settlement_amount" } },
  donut: {
    en: "Channels, the four largest",
    ko: "상위 채널 4개",
    chart: { kind: "donut", by: "channel", measure: "settlement_amount", maxSlices: 4 },
  },
  heatmap: {
    en: "Channels by week",
    ko: "주별 채널",
    chart: { kind: "heatmap", x: { name: "date", grain: "week" }, y: { name: "channel" }, measure: "margin" },
  },
  calendar: {
    en: "Margin by day",
    ko: "날짜별 마진",
    chart: { kind: "calendar", date: "date", measure: "margin" },
  },
  treemap: {
    en: "Brands and products",
    ko: "브랜드와 상품",
    chart: { kind: "treemap", by: ["brand", "product"], measure: "settlement_amount" },
  },
  funnel: {
    en: "From list price to margin",
    ko: "정가에서 마진까지",
    chart: { kind: "funnel", measures: ["gross_sales", "settlement_amount", "margin"] },
  },
  waterfall: {
    en: "Margin, month by month",
    ko: "월별 마진 누계",
    chart: { kind: "waterfall", x: month, measure: "margin" },
  },
  histogram: {
    en: "Products by margin",
    ko: "마진별 상품 수",
    chart: { kind: "histogram", of: "product", measure: "margin", bins: 12 },
  },
  empty: {
    en: "Nothing",
    ko: "빈 차트",
    chart: { kind: "pie", by: "brand", measure: "settlement_amount" },
  },
};

const WIDTH = 1152;
const [HALF, HEIGHT, GAP] = [570, 300, 12];

export function everyChart(slug: string): DashboardSpecInput {
  const ids = Object.keys(CHARTS);
  const boxes = ids.map((id, i): [string, { x: number; y: number; w: number; h: number }] => [
    id,
    { x: (i % 2) * (HALF + GAP), y: 116 + Math.floor(i / 2) * (HEIGHT + GAP), w: HALF, h: HEIGHT },
  ]);
  return {
    slug,
    name: { en: "Every chart", ko: "모든 차트" },
    isPublic: false,
    controls: [
      {
        type: "date_range",
        dimension: "date",
        default: { from: "2026-04-01", to: "2026-06-30" },
        compare: "previous_period",
      },
      { type: "select", name: "channel", dataset: "sales", dimension: "channel" },
    ],
    widgets: [
      {
        id: "kpis",
        type: "kpi",
        dataset: "sales",
        measures: ["settlement_amount", "margin", "roi", "orders"],
        goals: { settlement_amount: 2_000_000_000, roi: 10 },
      },
      ...Object.entries(CHARTS).map(([id, { en, ko, chart }]) => ({
        id,
        type: "chart" as const,
        title: { en, ko },
        dataset: "sales",
        chart,
        ...(id === "empty"
          ? { filters: [{ name: "brand", op: "eq" as const, values: ["no such brand"] }] }
          : {}),
      })),
    ],
    layout: {
      width: WIDTH,
      widgets: { kpis: { x: 0, y: 0, w: WIDTH, h: 104 }, ...Object.fromEntries(boxes) },
    },
  };
}

/** Creates it, or finds it there. @returns its address. */
export async function chartPage(api: APIRequestContext, slug = "every-chart"): Promise<string> {
  const answer = await api.post("/api/v1/dashboards", { data: everyChart(slug) });
  if (answer.status() !== 409) expect(answer.ok(), await answer.text()).toBe(true);
  return `/d/${slug}`;
}
