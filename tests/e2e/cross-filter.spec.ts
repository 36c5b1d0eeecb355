/** A mark or row of one widget filters the others, and leads to other dashboards: by mouse and keyboard, in the address. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { violations } from "./axe";
import { account, demo, expect, signIn, test } from "./fixtures";
import { tabTo } from "./hands";

const ID = randomUUID().slice(0, 6);
const SLUG = `cross-${ID}`;
const DETAIL = `cross-detail-${ID}`;
const CLOSED = `cross-closed-${ID}`;
const RANGE = { from: "2026-06-01", to: "2026-06-30" };
const JUNE = `date between '${RANGE.from}' and '${RANGE.to}'`;

const range = { type: "date_range", dimension: "date", default: RANGE } as const;
const TO_DETAIL = [{ dashboard: DETAIL }, { dashboard: CLOSED }];
const MAIN: DashboardSpecInput = {
  slug: SLUG,
  name: { en: "Overview", ko: "한눈에" },
  isPublic: true,
  controls: [range, { type: "select", name: "channel", dataset: "sales", dimension: "channel" }],
  widgets: [
    {
      id: "kpis",
      type: "kpi",
      title: { en: "Figures", ko: "숫자" },
      dataset: "sales",
      measures: ["settlement_amount", "orders"],
    },
    {
      id: "channels",
      type: "chart",
      title: { en: "By channel", ko: "채널별" },
      dataset: "sales",
      drillThrough: TO_DETAIL,
      chart: { kind: "bar", x: { name: "channel" }, measure: "settlement_amount", horizontal: true },
    },
    {
      id: "heat",
      type: "chart",
      title: { en: "Channel and month", ko: "채널과 월" },
      dataset: "sales",
      chart: {
        kind: "heatmap",
        x: { name: "date", grain: "week" },
        y: { name: "channel" },
        measure: "orders",
      },
    },
    {
      id: "brands",
      type: "table",
      title: { en: "Brands", ko: "브랜드 표" },
      dataset: "sales",
      dimensions: ["brand"],
      drillThrough: TO_DETAIL,
      config: { metrics: ["settlement_amount", "orders"], pageSize: 100 },
    },
    {
      id: "still",
      type: "kpi",
      title: { en: "All of it", ko: "전체" },
      dataset: "sales",
      crossFilter: { takes: false },
      measures: ["orders"],
    },
  ],
  layout: {
    width: 1152,
    widgets: {
      kpis: { x: 0, y: 0, w: 760, h: 92 },
      still: { x: 772, y: 0, w: 380, h: 92 },
      channels: { x: 0, y: 104, w: 570, h: 240 },
      heat: { x: 582, y: 104, w: 570, h: 240 },
      brands: { x: 0, y: 356, w: 1152, h: 400 },
    },
  },
};
const [figures] = MAIN.widgets;
const detail = (slug: string, isPublic: boolean): DashboardSpecInput => ({
  slug,
  name: { en: "Detail", ko: "자세히" },
  isPublic,
  controls: [
    { ...range, default: { from: "now-7d", to: "now-1d" } },
    { type: "select", name: "maker", dataset: "sales", dimension: "brand" },
  ],
  widgets: figures ? [figures] : [],
  layout: { width: 1152, widgets: { kpis: { x: 0, y: 0, w: 1152, h: 92 } } },
});

async function asEditor(playwright: {
  request: { newContext(options: object): Promise<APIRequestContext> };
}) {
  const headers = { authorization: `Bearer ${account("editor").token}` };
  return playwright.request.newContext({ baseURL: demo().url, extraHTTPHeaders: headers });
}
test.beforeAll(async ({ playwright }) => {
  const api = await asEditor(playwright);
  for (const data of [detail(DETAIL, true), detail(CLOSED, false), MAIN])
    expect((await api.post("/api/v1/dashboards", { data })).status()).toBe(201);
  await api.dispose();
});
test.afterAll(async ({ playwright }) => {
  const api = await asEditor(playwright);
  for (const slug of [SLUG, DETAIL, CLOSED]) await api.delete(`/api/v1/dashboards/${slug}`);
  await api.dispose();
});

const ready = (page: Page, id: string) => page.locator(`[data-widget-ready="${id}"]`);
const chips = (page: Page) => page.getByRole("list", { name: "위젯에서 선택한 값" });
const grid = (page: Page) =>
  page.getByRole("grid", { name: "브랜드 표" }).or(page.getByRole("treegrid", { name: "브랜드 표" }));
const row = (page: Page, name: string) => grid(page).getByRole("row", { name: new RegExp(`^${name}`) });
const digits = (text: string | null) => Number((text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-"));
/** Orders, to the last digit. */
const orders = async (page: Page, id: string) =>
  digits(await ready(page, id).locator("dt", { hasText: "주문" }).locator("xpath=../dd/p[1]").textContent());

/** The middle of a bar's place, by its place among `count`. */
async function barAt(
  page: Page,
  at: number,
  count: number,
): Promise<{ plot: Locator; position: { x: number; y: number } }> {
  const plot = ready(page, "channels").locator("[data-plot]");
  const box = await plot.boundingBox();
  if (!box) throw new Error("no plot");
  return { plot, position: { x: 20, y: ((at + 0.5) / count) * box.height } };
}

test.beforeEach(({ page }) => page.setViewportSize({ width: 1440, height: 900 }));

test("a bar filters the others by the numbers of the database, and the address says so", async ({
  loginAs,
  sql,
  browser,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`/d/${SLUG}`);
  const channels = await sql`
    select channel, sum(orders)::int n from commerce.sales where ${sql.unsafe(JUNE)}
    group by 1 order by sum(settlement_amount) desc`;
  const all = channels.reduce((sum, { n }) => sum + n, 0);
  const [first, second] = channels;
  expect(await orders(page, "kpis")).toBe(all);
  const brandsOf = async (channel: unknown) => {
    const [found] = await sql`
      select count(distinct brand)::int n from commerce.sales where ${sql.unsafe(JUNE)} and channel = ${String(channel)}`;
    return Number(found?.n);
  };

  const bar = await barAt(page, 0, channels.length);
  await bar.plot.click({ position: bar.position });
  await expect(chips(page).getByText(String(first?.channel))).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`x\\.channels=channel:${first?.channel}`));
  await expect.poll(() => orders(page, "kpis")).toBe(first?.n);
  expect(await orders(page, "still")).toBe(all);
  // Head, rows, total.
  await expect(grid(page).locator("tbody tr")).toHaveCount(await brandsOf(first?.channel));
  // Its own bars stay, all but one under a veil.
  await expect(ready(page, "channels").getByRole("slider")).toHaveAttribute(
    "max",
    String(channels.length - 1),
  );
  await expect(ready(page, "channels").locator("[data-veil]")).toHaveCount(1);
  await expect(page.locator("[data-cross-status]")).toContainText(String(first?.channel));

  // A second one with Ctrl, then a reload, then back and forth.
  const next = await barAt(page, 1, channels.length);
  await next.plot.click({ position: next.position, modifiers: ["ControlOrMeta"] });
  await expect.poll(() => orders(page, "kpis")).toBe(first?.n + second?.n);
  const address = page.url();
  await page.reload();
  expect(await orders(page, "kpis")).toBe(first?.n + second?.n);
  await expect(chips(page).getByText(`${first?.channel}, ${second?.channel}`)).toBeVisible();
  await page.goBack();
  await expect.poll(() => orders(page, "kpis")).toBe(first?.n);
  await page.goBack();
  await expect.poll(() => orders(page, "kpis")).toBe(all);
  await expect(chips(page)).toHaveCount(0);
  await page.goForward();
  await expect.poll(() => orders(page, "kpis")).toBe(first?.n);

  // Somebody else with the address sees the same.
  const context = await browser.newContext({ locale: "ko", viewport: { width: 1440, height: 900 } });
  await signIn(context, "auditor");
  const other = await context.newPage();
  await other.goto(address);
  expect(await orders(other, "kpis")).toBe(first?.n + second?.n);
  await expect(chips(other).getByText(`${first?.channel}, ${second?.channel}`)).toBeVisible();
  await context.close();

  // The same bar again lets it go.
  const again = await barAt(page, 0, channels.length);
  await again.plot.click({ position: again.position });
  await expect.poll(() => orders(page, "kpis")).toBe(all);
});

test("rows filter the others by menu and key, and are marked; a chip goes by keyboard", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`/d/${SLUG}`);
  const found = await sql`
    select brand, sum(orders)::int n from commerce.sales where ${sql.unsafe(JUNE)}
    group by 1 order by 2 desc, 1 limit 2`;
  const [one, two] = found;
  const cell = (name: unknown) => row(page, String(name)).getByRole("rowheader");
  await cell(one?.brand).scrollIntoViewIfNeeded();
  await cell(one?.brand).click({ button: "right" });
  await page.getByRole("menuitem", { name: `${one?.brand} 값으로 다른 위젯 필터링` }).click();
  await expect.poll(() => orders(page, "kpis")).toBe(one?.n);
  await expect(row(page, String(one?.brand))).toHaveAttribute("aria-current", "true");
  await expect(row(page, String(two?.brand))).not.toHaveAttribute("aria-current");

  // Another one beside it by its key, as on a Korean keyboard.
  await cell(two?.brand).click();
  await page.keyboard.press("Shift+X");
  await expect.poll(() => orders(page, "kpis")).toBe(one?.n + two?.n);
  await page.keyboard.press("x");
  await expect.poll(() => orders(page, "kpis")).toBe(two?.n);
  await page.keyboard.press("x");
  await expect(chips(page)).toHaveCount(0);

  await page.keyboard.press("x");
  await expect(chips(page)).toBeVisible();
  const cross = chips(page).getByRole("button", { name: /지우기/ });
  await tabTo(page, cross, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/x\./);
  await expect(page.locator("section:focus-within").first()).toHaveAttribute("aria-label", /필터|컨트롤/);
});

test("a cell of a heat map chooses both of its values by keyboard; all chips go at once", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`/d/${SLUG}`);
  const slider = ready(page, "heat").getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(chips(page).getByRole("listitem")).toHaveCount(3);
  await expect(page).toHaveURL(/x\.heat=/);
  const params = new URL(page.url()).searchParams.getAll("x.heat");
  const channel = params.find((text) => text.startsWith("channel:"))?.slice("channel:".length);
  const [from, to] =
    params
      .find((text) => text.startsWith("date@week:"))
      ?.slice("date@week:".length)
      .split("..") ?? [];
  const [asked] = await sql`
    select sum(orders)::int n from commerce.sales
    where channel = ${channel ?? ""} and date between ${from ?? ""} and ${to ?? ""} and ${sql.unsafe(JUNE)}`;
  await expect.poll(() => orders(page, "kpis")).toBe(asked?.n);
  await expect(slider).toHaveAttribute("aria-valuetext", /고름$/);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await chips(page).getByRole("button", { name: "모두 지우기" }).click();
  await expect(chips(page)).toHaveCount(0);

  // One after the other by keyboard: the focus goes on to the chip that is left, then to the bar's controls.
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const crosses = chips(page).getByRole("button", { name: /^‘.+지우기/ });
  await expect(crosses).toHaveCount(2);
  await crosses.last().focus();
  await page.keyboard.press("Enter");
  await expect(crosses).toHaveCount(1);
  await expect(crosses).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveCount(0);
  await expect(page.locator("section:focus-within").first()).toHaveAttribute("aria-label", /필터|컨트롤/);
});

test("a row leads to another dashboard with days and brand, and back to where one was", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  const [channel] = await sql`
    select channel from commerce.sales where ${sql.unsafe(JUNE)} group by 1 order by count(*) desc limit 1`;
  const start = `/d/${SLUG}?from=2026-06-08&to=2026-06-14&x.channels=channel:${channel?.channel}`;
  await page.goto(start);
  const name = String(await grid(page).getByRole("rowheader").first().textContent());
  const seen = await orders(page, "kpis");
  await grid(page).getByRole("rowheader").first().click({ button: "right" });
  // What they may not open is not offered.
  await expect(page.getByRole("menuitem", { name: /자세히 열기/ })).toHaveCount(1);
  const link = page.getByRole("menuitem", { name: `${name} 값으로 자세히 열기` });
  await expect(link).toHaveAttribute("href", new RegExp(`^/d/${DETAIL}\\?from=2026-06-08&to=2026-06-14`));
  const opened = page.context().waitForEvent("page");
  await link.click({ modifiers: ["ControlOrMeta"] });
  const tab = await opened;
  await tab.waitForURL(new RegExp(`/d/${DETAIL}\\?`));
  await tab.close();

  await grid(page).getByRole("rowheader").first().click({ button: "right" });
  await page.getByRole("menuitem", { name: `${name} 값으로 자세히 열기` }).click();
  await page.waitForURL(new RegExp(`/d/${DETAIL}\\?`));
  const params = new URL(page.url()).searchParams;
  expect([params.get("f.maker"), params.get("x.from")]).toEqual([name, `channel:${channel?.channel}`]);
  const [asked] = await sql`
    select sum(orders)::int n from commerce.sales where brand = ${name} and channel = ${channel?.channel}
    and date between '2026-06-08' and '2026-06-14'`;
  await expect.poll(() => orders(page, "kpis")).toBe(asked?.n);
  await expect(chips(page)).toContainText(String(channel?.channel));
  const carried = chips(page).getByRole("button", { name: /다른 대시보드에서 가져옴/ });
  await carried.click();
  await expect(page).not.toHaveURL(/x\.from/);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(start);
  expect(await orders(page, "kpis")).toBe(seen);
});

test("a bar's menu opens by the keyboard, and what the address can't mean is named", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`/d/${SLUG}?x.nothing=brand:A&x.brands=brnd:A&x.brands=brand@day:1`);
  const told = page.getByRole("status").filter({ hasText: "주소의" });
  await expect(told.getByRole("listitem")).toHaveCount(3);
  const slider = ready(page, "channels").getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: /자세히 열기/ })).toHaveCount(1);
  await expect(page.getByRole("menuitem", { name: /다른 위젯 필터링/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(slider).toBeFocused();
});
