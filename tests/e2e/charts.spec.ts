/** Every kind of chart on one page: drawn by the server first, then in the browser, by mouse, keyboard and as tables. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { violations } from "./axe";
import { CHARTS, chartPage } from "./every-chart";
import { demo, expect, test } from "./fixtures";

const SLUG = `charts-${randomUUID().slice(0, 6)}`;
const DRAWN = Object.keys(CHARTS).filter((id) => id !== "empty");

test.beforeAll(async ({ playwright }) => {
  const { url, accounts } = demo();
  const token = accounts.find(({ role }) => role === "editor")?.token;
  const api = await playwright.request.newContext({
    baseURL: url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  await chartPage(api, SLUG);
  await api.dispose();
});
test.afterAll(async ({ playwright }) => {
  const { url, accounts } = demo();
  const token = accounts.find(({ role }) => role === "editor")?.token;
  const api = await playwright.request.newContext({
    baseURL: url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  await api.delete(`/api/v1/dashboards/${SLUG}`);
  await api.dispose();
});

const figure = (page: Page, id: string): Locator =>
  page.locator(`[data-widget-ready="${id}"]`).getByRole("figure");

/** Opens the page and waits for one chart's interactive plot. */
async function open(page: Page, id: string, search = ""): Promise<Locator> {
  await page.goto(`/d/${SLUG}${search}`);
  const chart = figure(page, id);
  // Its frame gives way to the chart while one scrolls to it.
  await expect(() => chart.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
  await expect(chart.locator("[data-interactive]")).toBeAttached();
  return chart;
}

test("every kind is drawn in the HTML, fetches its script in view, and axe finds nothing", async ({
  loginAs,
}) => {
  const page = await loginAs("editor");
  const scripts: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
  const html = await (await page.request.get(`${demo().url}/d/${SLUG}`)).text();
  // A plot's box, then its drawing: geometry of at least one shape.
  expect([...html.matchAll(/non-scaling-stroke[^>]*><svg[^>]*>.*?<path/gs)].length).toBeGreaterThanOrEqual(
    DRAWN.length,
  );

  await page.goto(`/d/${SLUG}`);
  await expect(page.locator('[data-widget-ready="empty"]')).toContainText("그릴 값이 없습니다");
  for (const id of DRAWN) {
    await expect(() => figure(page, id).scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
    await expect(figure(page, id).locator("[data-interactive] svg path").first(), id).toBeAttached();
  }
  // As large as its box, whatever moved around it meanwhile: a plot beside its axis would be a wrong number.
  for (const id of DRAWN) {
    const sizes = () =>
      figure(page, id)
        .locator("[data-plot]")
        .evaluate((plot) =>
          [plot, plot.querySelector("[data-interactive] svg")].map((one) => {
            const { width, height } = one?.getBoundingClientRect() ?? { width: 0, height: 0 };
            return [Math.round(width), Math.round(height)].join("×");
          }),
        );
    await expect.poll(async () => new Set(await sizes()).size, { message: id }).toBe(1);
  }
  expect(await violations(page)).toEqual([]);
});

test("the interactive plot takes the server's place without a jump", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.goto(`/d/${SLUG}`);
  const extent = (id: string, selector: string) =>
    figure(page, id)
      .locator("[data-plot]")
      .evaluate((plot, inside) => {
        const box = plot.getBoundingClientRect();
        const paths = [...plot.querySelectorAll(inside)].map((path) => path.getBoundingClientRect());
        return [
          Math.min(...paths.map(({ left }) => left)) - box.left,
          Math.max(...paths.map(({ right }) => right)) - box.left,
          Math.min(...paths.map(({ top }) => top)) - box.top,
          Math.max(...paths.map(({ bottom }) => bottom)) - box.top,
        ];
      }, selector);
  const ids = ["horizontal", "scatter", "donut", "heatmap", "treemap", "funnel", "waterfall"];
  const drawn = new Map<string, number[]>();
  for (const id of ids) {
    await expect(figure(page, id).locator("[data-plot] svg path").first()).toBeAttached();
    // Still far below: what is there is the server's.
    await expect(figure(page, id).locator("[data-interactive]")).toHaveCount(0);
    drawn.set(id, await extent(id, "svg path"));
  }
  for (const id of ids) {
    await expect(() => figure(page, id).scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
    await expect(figure(page, id).locator("[data-interactive]")).toBeAttached();
    const now = await extent(id, "[data-interactive] svg path");
    drawn.get(id)?.forEach((edge, i) => {
      expect(Math.abs(edge - (now[i] ?? Number.NaN)), `${id} ${drawn.get(id)} ${now}`).toBeLessThanOrEqual(2);
    });
  }
});

test("the legend hides and shows series by keyboard, and the last one stays", async ({ loginAs }) => {
  const page = await loginAs("editor");
  const chart = await open(page, "donut");
  const names = chart.getByRole("list").getByRole("button");
  await expect(names).toHaveCount(5);
  const first = names.first();
  await first.focus();
  await page.keyboard.press("Space");
  await expect(first).toHaveAttribute("aria-pressed", "false");
  // The last one says that it is no switch now; pressed all the same, it stays.
  for (let i = 1; i < 5; i++) await names.nth(i).click({ force: true });
  await expect(chart.getByRole("button", { pressed: true }).and(names)).toHaveCount(1);
  await first.click();
  await expect(first).toHaveAttribute("aria-pressed", "true");
});

test("hiding the tallest series lowers the axis", async ({ loginAs }) => {
  const page = await loginAs("editor");
  const chart = await open(page, "stacked");
  const top = chart.locator("[aria-hidden] span").first();
  const ticks = () => chart.locator("span.text-right[title]").allInnerTexts();
  const before = await ticks();
  await expect(top).toBeAttached();
  await chart.getByRole("list").getByRole("button").first().click();
  await expect.poll(ticks).not.toEqual(before);
});

test("pointing at a place tells its values and their total; the slider speaks the same", async ({
  loginAs,
}) => {
  const page = await loginAs("editor");
  const chart = await open(page, "stacked");
  await chart.locator("[data-plot]").hover();
  await expect(chart.locator("[data-tooltip]")).toContainText("합계");
  await page.mouse.move(0, 0);
  await expect(chart.locator("[data-tooltip]")).toHaveCount(0);
  const slider = chart.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", /2026|6\. 29\./);
  await expect(chart.locator("[data-tooltip]")).toContainText("6. 29.");
  await page.keyboard.press("Escape");
  await expect(chart.locator("[data-tooltip]")).toHaveCount(0);
});

test("marks are pointed at one by one: a slice, a cell, a point", async ({ loginAs }) => {
  const page = await loginAs("editor");
  for (const id of ["donut", "heatmap", "treemap", "funnel", "waterfall", "calendar"]) {
    const chart = await open(page, id);
    const slider = chart.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect(chart.locator("[data-tooltip]"), id).toContainText(/\d/);
    await page.keyboard.press("Escape");
  }
});

test("a stretch of days that is dragged over becomes the dashboard's", async ({ loginAs }) => {
  const page = await loginAs("editor");
  const chart = await open(page, "area", "?from=2026-06-01&to=2026-06-30");
  const box = await chart.locator("[data-plot]").boundingBox();
  if (!box) throw new Error("no plot");
  const at = (day: number) => box.x + ((day - 0.5) / 30) * box.width;
  await page.mouse.move(at(5), box.y + 60);
  await page.mouse.down();
  await page.mouse.move(at(8), box.y + 60);
  await page.mouse.move(at(12), box.y + 60);
  await page.mouse.up();
  await expect(page).toHaveURL(/from=2026-06-05&to=2026-06-12/);
  await expect(page.getByRole("button", { name: /기간/ }).first()).toContainText("6. 5.");
  // A click is no stretch.
  await figure(page, "area").locator("[data-plot]").click();
  await expect(page).toHaveURL(/from=2026-06-05&to=2026-06-12/);
});

test("every chart is also a table, whose rows are its numbers", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await page.goto(`/d/${SLUG}`);
  for (const id of DRAWN) {
    const chart = figure(page, id);
    await expect(() => chart.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
    const button = chart.getByRole("button", { name: "표로 보기" });
    await button.focus();
    await page.keyboard.press("Enter");
    const table = chart.getByRole("table");
    await expect(table, id).toBeVisible();
    expect(await table.getByRole("row").count(), id).toBeGreaterThan(1);
    await chart.getByRole("button", { name: "차트로 보기" }).click();
    await expect(table).toHaveCount(0);
  }
});

test("the table's sum is the database's", async ({ loginAs, sql }) => {
  const page = await loginAs("editor");
  const chart = await open(page, "pie");
  await chart.getByRole("button", { name: "표로 보기" }).focus();
  await page.keyboard.press("Enter");
  const [top] = await sql`
    select brand, sum(settlement_amount)::text as sum from commerce.sales
    where date between '2026-04-01' and '2026-06-30' group by 1 order by sum(settlement_amount) desc limit 1`;
  const row = chart.getByRole("row", { name: String(top?.brand) });
  await expect(row).toContainText(Number(top?.sum).toLocaleString("ko"));
});

test("a chart is saved as SVG and PNG under its Korean title, with its words and no variables", async ({
  loginAs,
}) => {
  const page = await loginAs("editor");
  for (const [id, name] of [
    ["bar", "브랜드별 마진"],
    ["donut", "상위 채널 4개"],
  ] as const) {
    const chart = await open(page, id);
    const save = async (label: string) => {
      await chart.getByRole("button", { name: `차트 작업: ${name}` }).focus();
      await page.keyboard.press("Enter");
      const saving = page.waitForEvent("download");
      await page.getByRole("menuitem", { name: label }).click();
      return saving;
    };
    const svg = await save("SVG 내려받기");
    expect(svg.suggestedFilename()).toBe(`${name}.svg`);
    const text = await readFile(await svg.path(), "utf8");
    expect(text).toContain(`<title>${name}</title>`);
    expect(text).toContain("<text");
    expect(text).toContain("@font-face");
    expect(text).not.toMatch(/var\(--|oklch|color-mix/);
    const png = await save("PNG 내려받기");
    expect(png.suggestedFilename()).toBe(`${name}.png`);
    const image = (await readFile(await png.path())).toString("base64");
    expect(Buffer.from(image, "base64").subarray(1, 4).toString()).toBe("PNG");
    // The strip of the title, at twice the size: there are letters in it.
    const dark = await page.evaluate(async (data) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = document.createElement("canvas");
      canvas.width = 240;
      canvas.height = 40;
      const context = canvas.getContext("2d");
      context?.drawImage(picture, -32, -32);
      const pixels = context?.getImageData(0, 0, 240, 40).data ?? new Uint8ClampedArray();
      return pixels.filter((value, i) => i % 4 === 0 && value < 128).length;
    }, image);
    expect(dark).toBeGreaterThan(200);
  }
});
