/** What dragging takes on the editor's canvas: among sixty widgets, against one with nothing else on it. */
import type { BrowserContext, Page } from "@playwright/test";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { openBrowser, signInBrowser } from "./browser";
import { type DraggedFrames, dragFrames } from "./drag-frames";
import { type Line, pairedLine } from "./report";
import { median } from "./statistics";
import { type TurnOptions, takeTurns } from "./turns";

export interface EditorOptions {
  url: string;
  executablePath: string;
  options: TurnOptions;
}

const GROUP = "The editor's canvas in Chromium";
const RUN = Date.now().toString(36);
const WIDGETS = 60;
const COLUMNS = 6;
const BOX = { w: 180, h: 136 };
/** All of them are in sight at half their size. */
const ZOOM = "50%";

type WidgetInput = DashboardSpecInput["widgets"][number];

/** Charts, tables, key figures and texts in turn. */
function widget(i: number): WidgetInput {
  const id = `w${i}`;
  const of = { id, title: id, dataset: "sales" } as const;
  const measure = ["settlement_amount", "margin", "orders", "ad_spend"][i % 4] ?? "margin";
  switch (i % 4) {
    case 0:
      return {
        ...of,
        type: "chart",
        chart: { kind: "bar", x: { name: "date", grain: "day" }, measure, series: "channel", stack: true },
      };
    case 1:
      return {
        ...of,
        type: "table",
        dimensions: ["brand"],
        config: { metrics: [measure], sort: { column: measure, direction: "desc" } },
      };
    case 2:
      return { ...of, type: "kpi", measures: [measure] };
    default:
      return { ...of, type: "chart", chart: { kind: "line", x: { name: "date", grain: "day" }, measure } };
  }
}

/** @returns its editor's path */
async function makeDashboard(editor: BrowserContext, url: string, count: number): Promise<string> {
  const slug = `bench-editor-${count}-${RUN}`;
  const widgets = Array.from({ length: count }, (_, i) => widget(i));
  const spec: DashboardSpecInput = {
    slug,
    name: slug,
    controls: [{ type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } }],
    widgets,
    layout: {
      width: 1152,
      widgets: Object.fromEntries(
        widgets.map(({ id }, i) => [
          id,
          { x: (i % COLUMNS) * (BOX.w + 12), y: Math.floor(i / COLUMNS) * (BOX.h + 12), ...BOX },
        ]),
      ),
    },
  };
  const answer = await editor.request.post(`${url}/api/v1/dashboards`, { data: spec });
  if (!answer.ok()) throw new Error(`a dashboard was refused: ${await answer.text()}`);
  return `/d/${slug}/edit`;
}

/** Opens it and waits until all that is in sight is drawn. */
async function openEditor(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator("[data-widget]").first().waitFor();
  await page.getByRole("button", { name: /^Zoom/ }).click();
  await page.getByRole("menuitemradio", { name: ZOOM, exact: true }).click();
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("[data-widget]")].every(
        (one) => one.querySelector("figure, dl, tbody tr td") && !one.querySelector("[role=status]"),
      ),
    undefined,
    { timeout: 120_000 },
  );
  return page;
}

export async function measureEditor({ url, executablePath, options }: EditorOptions): Promise<Line[]> {
  const browser = await openBrowser(executablePath);
  try {
    const editor = await signInBrowser(browser, url, "editor");
    const [full, bare] = [
      await openEditor(editor, url + (await makeDashboard(editor, url, WIDGETS))),
      await openEditor(editor, url + (await makeDashboard(editor, url, 1))),
    ];
    const dropped: Record<"full" | "bare", number[]> = { full: [], bare: [] };
    const run = async (side: "full" | "bare", page: Page): Promise<number> => {
      const found: DraggedFrames = await dragFrames({ page, element: '[data-widget="w0"]' });
      dropped[side].push(found.dropped);
      return found.p95;
    };
    const frames = await takeTurns(
      options,
      () => run("full", full),
      () => run("bare", bare),
    );
    const share = (side: "full" | "bare") => `${(median(dropped[side]) * 100).toFixed(1)} %`;
    return [
      pairedLine(
        GROUP,
        `a frame (95th percentile) while dragging among ${WIDGETS} widgets, against an empty canvas`,
        frames,
        { text: "≤ 1.1 ×", met: ({ ratio }) => ratio <= 1.1 },
        `frames over 25 ms: ${share("full")}, on the empty canvas ${share("bare")}`,
      ),
    ];
  } finally {
    await browser.close();
  }
}
