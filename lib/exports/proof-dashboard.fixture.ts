import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import type { ExportRequest } from "@/lib/exports/export-request";
import { openExport } from "@/lib/exports/open-export";
import type { Cell, ResultColumn, Subtotals } from "@/lib/query/result";

/** For tests of workbooks: a dashboard over the commerce demo with all that a sheet can hold, and what its widgets say as JSON. */

export const NOW = new Date("2026-07-14T03:00:00Z");
/** What the period and the address leave of the data. */
export const PERIOD = "date between '2026-06-01' and '2026-06-30' and country = 'KR'";
export const BEFORE = "date between '2026-05-02' and '2026-05-31' and country = 'KR'";
export const ADDRESS = "f.country=KR";

export interface Opened {
  levels?: number | "all";
  open?: string[][];
  closed?: (string | null)[][];
}

export interface Tree {
  id: string;
  title: string;
  groups: string[];
  dimension: string;
  place: "above" | "below" | "none";
  expanded: Opened;
  /** Of the rows, as SQL. */
  having?: string;
}

const TREES: Tree[] = [
  {
    id: "above",
    title: "Subtotals above",
    groups: ["brand", "channel"],
    dimension: "product",
    place: "above",
    expanded: { levels: 1 },
  },
  {
    id: "below",
    title: "Subtotals below",
    groups: ["campaign", "channel"],
    dimension: "brand",
    place: "below",
    expanded: { levels: "all", closed: [[null]] },
  },
  {
    id: "nowhere",
    title: "No subtotals",
    groups: ["brand", "channel"],
    dimension: "sku",
    place: "none",
    expanded: { levels: 1 },
  },
  {
    id: "kept",
    title: "Rows with a margin",
    groups: ["brand"],
    dimension: "product",
    place: "above",
    expanded: { levels: "all" },
    having: "sum(margin) > 0",
  },
];

/** The grouped tables, some of their groups open and others closed. @param brands @param channels of the data, in order */
export const treesOver = (brands: string[], channels: string[]): Tree[] =>
  TREES.map((tree) => {
    if (tree.groups[0] !== "brand" || tree.having) return tree;
    const [first = "", second = ""] = brands;
    const [channel = ""] = channels;
    return { ...tree, expanded: { ...tree.expanded, open: [[first, channel]], closed: [[second]] } };
  });

const RED = { backgroundColor: "#fee2e2", color: "#dc2626" };

export function proofSpec(trees: readonly Tree[]): DashboardSpecInput {
  const grouped = trees.map(({ id, title, groups, dimension, place, expanded, having }) => ({
    id,
    type: "table" as const,
    title,
    dataset: "sales",
    dimensions: [dimension],
    config: {
      metrics: ["settlement_amount", "ad_spend", "roi", "orders"],
      groups,
      subtotals: place,
      expanded: expanded as never,
      frozenColumns: [groups[0] ?? ""],
      sort: { column: "settlement_amount", direction: "desc" as const },
      ...(having ? { filters: [{ name: "margin", op: "gt" as const, values: [0] }] } : {}),
      ...(id === "above"
        ? {
            conditionalFormatting: [
              { column: "roi", rules: [{ condition: "lt" as const, value: 0, style: RED }] },
            ],
          }
        : {}),
    },
  }));
  const widgets = [
    {
      id: "flat",
      type: "table" as const,
      title: "브랜드 [성과]: 6월",
      dataset: "sales",
      dimensions: ["brand", "channel", "date"],
      config: {
        metrics: ["margin", "ad_spend", "roi", "settlement_amount", "orders"],
        hidden: ["ad_spend"],
        frozenColumns: ["brand", "channel"],
        labels: { margin: "이익 =1+1" },
        formats: { orders: { decimals: 2 } },
        displays: {
          brand: { kind: "link" as const, to: "https://shop.example/{brand}?c={channel}" },
          channel: { kind: "badge" as const },
        },
        sort: [{ column: "date" }, { column: "margin", direction: "desc" as const }],
        conditionalFormatting: [
          {
            column: "margin",
            rules: [
              { condition: "lt" as const, value: { column: "ad_spend" }, style: RED },
              { condition: "top_n" as const, value: 5, style: { tone: "positive" as const } },
            ],
          },
          {
            column: "roi",
            rules: [
              {
                scale: {
                  points: [
                    { at: "min" as const, color: "#ffffff" },
                    { at: "max" as const, color: "#16a34a" },
                  ],
                },
              },
            ],
          },
          { column: "settlement_amount", rules: [{ bar: { tone: "accent" as const } }] },
          {
            column: "orders",
            rules: [
              { condition: "gte" as const, value: 5, icon: "arrow-up" as const },
              { condition: "lt" as const, value: 5, icon: "arrow-down" as const },
            ],
          },
        ],
      },
    },
    ...grouped,
    {
      id: "pivot",
      type: "table" as const,
      title: "Pivot",
      dataset: "sales",
      dimensions: ["product"],
      config: {
        metrics: ["settlement_amount", "settlement_amount__previous", "settlement_amount__change", "roi"],
        groups: ["brand"],
        pivot: { dimensions: ["channel"], rowTotals: true },
        expanded: { levels: "all" as const },
      },
    },
    {
      id: "chart",
      type: "chart" as const,
      title: "Largest",
      dataset: "sales",
      chart: { kind: "bar" as const, x: { name: "brand" }, measure: "settlement_amount", top: 3 },
    },
    {
      id: "kpi",
      type: "kpi" as const,
      title: "KPIs",
      dataset: "sales",
      measures: ["settlement_amount", "roi", "orders"],
    },
    { id: "note", type: "text" as const, text: "Nothing to export" },
  ];
  return {
    slug: "proof",
    name: { en: "Proof", ko: "증명" },
    isPublic: true,
    controls: [
      {
        type: "date_range",
        dimension: "date",
        default: { from: "2026-06-01", to: "2026-06-30" },
        compare: "previous_period",
      },
      { type: "select", name: "country", dataset: "sales", dimension: "country", label: "Country" },
    ],
    widgets,
    layout: {
      width: 1152,
      widgets: Object.fromEntries(widgets.map(({ id }, i) => [id, { x: 0, y: i * 312, w: 1152, h: 300 }])),
    },
  };
}

export async function readExport(
  viewer: Viewer,
  request: Partial<ExportRequest> & Pick<ExportRequest, "of">,
): Promise<Buffer> {
  const file = await openExport(
    viewer,
    { address: ADDRESS, format: "csv", values: "raw", bom: false, ...request },
    { signal: new AbortController().signal, now: NOW },
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of file.pieces) pieces.push(piece);
  return Buffer.concat(pieces);
}

export interface JsonFile {
  columns: ResultColumn[];
  rows: Cell[][];
  subtotals?: Subtotals[];
  grandTotal?: Record<string, Cell>;
  meta: { rowCount: number; timezone: string; dataAsOf: string | null };
}

export const readJson = async (viewer: Viewer, widget: string, address = ADDRESS): Promise<JsonFile> =>
  JSON.parse(
    (
      await readExport(viewer, {
        of: { kind: "widget", dashboard: "proof", widget },
        address,
        format: "json",
      })
    ).toString(),
  );
