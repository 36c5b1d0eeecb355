import http from "node:http";
import type { BrowserContext } from "@playwright/test";
import { demo, expect, signIn, test } from "./fixtures";
import { holdSales } from "./hold-sales";

/** What has arrived of a page so far, and when all of it has. */
function open(url: string, cookie: string) {
  let html = "";
  const ended = new Promise<number>((resolve, reject) => {
    http
      .get(url, { headers: { cookie, "accept-encoding": "identity" } }, (answer) => {
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          html += chunk;
        });
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      })
      .on("error", reject);
  });
  return { html: () => html, ended };
}

async function cookieOf(context: BrowserContext, role: "viewer"): Promise<string> {
  await signIn(context, role);
  return (await context.cookies(demo().url)).map(({ name, value }) => `${name}=${value}`).join("; ");
}

test("the shell comes before the slowest widget, and the chart is drawn in the HTML", async ({ context }) => {
  const cookie = await cookieOf(context, "viewer");
  // No cache has an answer for this window.
  const release = await holdSales();
  const page = open(`${demo().url}/d/brand-performance?from=2025-01-03&to=2025-06-17`, cookie);
  await expect.poll(() => page.html().includes("<main")).toBe(true);
  expect(page.html()).toContain("브랜드별 손익");
  expect(page.html()).not.toContain("data-widget-ready");
  await release();
  expect(await page.ended).toBe(200);
  for (const id of ["kpis", "daily", "brands"]) expect(page.html()).toContain(`data-widget-ready="${id}"`);
  // Wherever React put it in the stream: the plot's box with the drawing inside.
  expect(page.html()).toMatch(/non-scaling-stroke[^>]*><svg[^>]*>.*?<path/s);
});

test("many readers open a page of many widgets at once, and none is sent away", async ({ api, context }) => {
  const widgets = Array.from({ length: 12 }, (_, i) => ({
    id: `w${i}`,
    type: "kpi",
    dataset: "sales",
    measures: ["orders"],
    filters: [{ name: "orders", op: "gte", values: [String(i)] }],
  }));
  const place = (i: number) => ({ x: (i % 4) * 290, y: Math.floor(i / 4) * 112, w: 278, h: 100 });
  const spec = {
    slug: "many-widgets",
    name: "Many widgets",
    isPublic: true,
    controls: [{ type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } }],
    widgets,
    layout: { width: 1152, widgets: Object.fromEntries(widgets.map(({ id }, i) => [id, place(i)])) },
  };
  const editor = await api("editor");
  expect((await editor.post("/api/v1/dashboards", { data: spec })).status()).toBe(201);
  try {
    const cookie = await cookieOf(context, "viewer");
    const release = await holdSales();
    // More questions than the source's line is long, no two the same.
    const pages = Array.from({ length: 24 }, (_, i) =>
      open(
        `${demo().url}/d/many-widgets?from=2025-01-${String(i + 1).padStart(2, "0")}&to=2025-06-17`,
        cookie,
      ),
    );
    for (const page of pages) await expect.poll(() => page.html().includes("<main")).toBe(true);
    await release();
    for (const page of pages) {
      expect(await page.ended).toBe(200);
      for (const { id } of widgets) expect(page.html()).toContain(`data-widget-ready="${id}"`);
    }
  } finally {
    await editor.delete("/api/v1/dashboards/many-widgets");
  }
});
