/** A small dashboard over `sales`, for tests. */
import { DashboardSpec, type DashboardSpecInput } from "@/lib/dashboards/schema";

/** The table configuration of the first design document (5-3), to the letter. */
export const FIRST_DESIGN_CONFIG = `{
  "metrics": ["settlement_amount", "margin", "roi"],
  "sort": { "column": "settlement_amount", "direction": "desc" },
  "conditionalFormatting": [
    {
      "column": "roi",
      "rules": [
        { "condition": "lt", "value": 0, "style": { "backgroundColor": "#fee2e2", "color": "#dc2626" } },
        { "condition": "gte", "value": 50, "style": { "backgroundColor": "#dcfce7", "color": "#16a34a" } }
      ]
    }
  ],
  "columnWidths": { "brand": 120, "roi": 80 },
  "frozenColumns": ["brand"]
}`;

export const sampleInput = (over: Partial<DashboardSpecInput> = {}): DashboardSpecInput => ({
  slug: "brand-performance",
  name: { en: "Brand performance", ko: "브랜드 성과" },
  isPublic: true,
  controls: [
    {
      type: "date_range",
      dimension: "date",
      default: { from: "now-28d", to: "now-1d" },
      compare: "previous_period",
    },
    { type: "select", name: "channel", dataset: "sales", dimension: "channel" },
  ],
  widgets: [
    { id: "kpis", type: "kpi", dataset: "sales", measures: ["settlement_amount", "roi"] },
    {
      id: "daily",
      type: "chart",
      dataset: "sales",
      chart: {
        kind: "bar",
        x: { name: "date", grain: "day" },
        measure: "margin",
        series: "channel",
        stack: true,
      },
    },
    {
      id: "brands",
      type: "table",
      dataset: "sales",
      dimensions: ["brand"],
      config: { metrics: ["settlement_amount", "margin"], sort: { column: "margin", direction: "desc" } },
    },
  ],
  layout: {
    width: 1152,
    widgets: {
      kpis: { x: 0, y: 0, w: 1152, h: 92 },
      daily: { x: 0, y: 104, w: 1152, h: 280 },
      brands: { x: 0, y: 396, w: 1152, h: 480 },
    },
  },
  ...over,
});

export const sampleSpec = (over: Partial<DashboardSpecInput> = {}): DashboardSpec =>
  DashboardSpec.parse(sampleInput(over));

/** The names `sales` has, as name checks need them. */
export const SALES = {
  id: "sales",
  dimensions: [
    { name: "date", type: "date" },
    { name: "brand", type: "string" },
    { name: "product", type: "string" },
    { name: "channel", type: "string" },
  ],
  measures: ["settlement_amount", "margin", "ad_spend", "roi"].map((name) => ({ name })),
} as const;
