/** The dashboards whose pages are measured: none, six and twelve widgets, no two of which ask the same. */
import type { BrowserContext } from "@playwright/test";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";

type WidgetInput = DashboardSpecInput["widgets"][number];

const HEIGHT = 320;
const of = { dataset: "sales" } as const;
const largest = { column: "settlement_amount", direction: "desc" } as const;
const byDay = { name: "date", grain: "day" } as const;

const SIX: WidgetInput[] = [
  {
    ...of,
    id: "figures",
    type: "kpi",
    measures: ["settlement_amount", "margin", "roi", "ad_spend", "orders"],
  },
  {
    ...of,
    id: "channels",
    type: "chart",
    chart: { kind: "bar", x: byDay, measure: "settlement_amount", series: "channel", stack: true },
  },
  { ...of, id: "roi", type: "chart", chart: { kind: "line", x: byDay, measure: "roi" } },
  {
    ...of,
    id: "brands",
    type: "table",
    dimensions: ["brand"],
    config: {
      metrics: [
        "orders",
        "gross_sales",
        "settlement_amount",
        "cost",
        "ad_spend",
        "margin",
        "margin_rate",
        "roi",
      ],
      sort: largest,
    },
  },
  { ...of, id: "share", type: "chart", chart: { kind: "pie", by: "channel", measure: "orders" } },
  {
    ...of,
    id: "catalogue",
    type: "table",
    dimensions: ["product"],
    config: { groups: ["brand"], metrics: ["settlement_amount", "ad_spend", "margin", "roi"], sort: largest },
  },
];

const SIX_MORE: WidgetInput[] = [
  { ...of, id: "units", type: "kpi", measures: ["units", "aov", "discount"] },
  { ...of, id: "cost", type: "chart", chart: { kind: "area", x: byDay, measure: "cost" } },
  {
    ...of,
    id: "spend",
    type: "chart",
    chart: { kind: "bar", x: byDay, measure: "ad_spend", series: "channel" },
  },
  { ...of, id: "margins", type: "chart", chart: { kind: "bar", x: { name: "brand" }, measure: "margin" } },
  {
    ...of,
    id: "by-channel",
    type: "table",
    dimensions: ["channel"],
    config: { metrics: ["orders", "aov", "settlement_amount", "margin_rate"], sort: largest },
  },
  {
    ...of,
    id: "skus",
    type: "table",
    dimensions: ["sku", "product", "brand"],
    config: {
      metrics: ["units", "settlement_amount", "margin"],
      sort: { column: "margin", direction: "asc" },
    },
  },
];

export const WIDGETS: Readonly<Record<0 | 6 | 12, WidgetInput[]>> = {
  0: [],
  6: SIX,
  12: [...SIX, ...SIX_MORE],
};
export type PageSize = keyof typeof WIDGETS;

/** Two beside each other, so that some lie below what a window shows, as on real pages. */
const placesOf = (widgets: readonly WidgetInput[]) =>
  Object.fromEntries(
    widgets.map(({ id }, i) => [
      id,
      { x: (i % 2) * 582, y: Math.floor(i / 2) * (HEIGHT + 12), w: 570, h: HEIGHT },
    ]),
  );

/** Makes the three. @returns their paths by size */
export async function makePages(editor: BrowserContext, url: string): Promise<Record<PageSize, string>> {
  const run = Date.now().toString(36);
  const made = async (size: PageSize): Promise<string> => {
    const widgets = WIDGETS[size];
    const slug = `bench-page-${size}-${run}`;
    const spec: DashboardSpecInput = {
      slug,
      name: slug,
      isPublic: true,
      controls: [{ type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } }],
      widgets,
      layout: { width: 1152, widgets: placesOf(widgets) },
    };
    const answer = await editor.request.post(`${url}/api/v1/dashboards`, { data: spec });
    if (!answer.ok()) throw new Error(`a dashboard was refused: ${await answer.text()}`);
    return `/d/${slug}`;
  };
  return { 0: await made(0), 6: await made(6), 12: await made(12) };
}
