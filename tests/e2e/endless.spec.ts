import type { Locator, Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";

const SLUG = "endless-rows";
const MEASURES = ["margin", "settlement_amount", "orders"];
const WIDE = [
  ...MEASURES,
  "units",
  "gross_sales",
  "discount",
  "cost",
  "ad_spend",
  "rows",
  "roi",
  "margin_rate",
  "roas",
  "aov",
];
const WIDE_DIMENSIONS = ["sku", "brand", "product", "channel", "campaign", "country"];
const question = {
  dataset: "sales",
  dimensions: ["sku", "date", "channel"],
  measures: MEASURES,
  sort: [{ column: "margin", direction: "asc" }],
};

const spec = {
  slug: SLUG,
  name: { en: "Endless rows", ko: "끝없는 행" },
  schema: 1,
  isPublic: true,
  controls: [],
  widgets: [
    {
      id: "rows",
      type: "table",
      title: { en: "Every sale", ko: "모든 판매" },
      dataset: "sales",
      dimensions: question.dimensions,
      config: { metrics: MEASURES, sort: question.sort, frozenColumns: ["sku"], paging: "scroll" },
    },
    {
      id: "wide",
      type: "table",
      title: { en: "All measures", ko: "모든 지표" },
      dataset: "sales",
      dimensions: WIDE_DIMENSIONS,
      config: { metrics: WIDE, frozenColumns: ["sku"], pageSize: 200 },
    },
  ],
  layout: {
    width: 1152,
    widgets: { rows: { x: 0, y: 0, w: 1152, h: 520 }, wide: { x: 0, y: 540, w: 1152, h: 400 } },
  },
};

const grid = (page: Page, name: string | RegExp = /모든 판매|Every sale/) => page.getByRole("grid", { name });
const scroller = (page: Page) => grid(page).locator("xpath=..");
const place = (page: Page) => page.getByRole("region", { name: /보이는 행|rows in sight/ });
const cell = (page: Page, row: number, column: number): Locator =>
  grid(page).locator(`[data-cell="${row}:${column}"]`);

test.beforeAll(async ({ playwright }) => {
  const admin = demo().accounts.find(({ role }) => role === "admin");
  const client = await playwright.request.newContext({
    baseURL: demo().url,
    extraHTTPHeaders: { authorization: `Bearer ${admin?.token}` },
  });
  await client.delete(`/api/v1/dashboards/${SLUG}`);
  const made = await client.post("/api/v1/dashboards", { data: spec });
  expect(made.status(), await made.text()).toBe(201);
  await client.dispose();
});
test.afterAll(async ({ playwright }) => {
  const admin = demo().accounts.find(({ role }) => role === "admin");
  const client = await playwright.request.newContext({
    baseURL: demo().url,
    extraHTTPHeaders: { authorization: `Bearer ${admin?.token}` },
  });
  await client.delete(`/api/v1/dashboards/${SLUG}`);
  await client.dispose();
});

/** What the one big question has at a position: the oracle of every window. */
async function rowAt(page: Page, position: number): Promise<(string | number)[]> {
  const answer = await page.request.post(`${demo().url}/api/v1/query`, {
    data: { ...question, limit: 1, offset: position },
  });
  return (await answer.json()).data.rows[0];
}

async function open(page: Page, search = "") {
  await page.goto(`${demo().url}/d/${SLUG}?view=default${search}`);
  await expect(place(page)).toContainText(/\d+–[\d,]+ \/ [\d,]{5,}/);
  const total = Number((await place(page).textContent())?.split("/")[1]?.replace(/\D/g, ""));
  expect(total).toBeGreaterThan(20_000);
  return total;
}

/** A day as either language writes it. */
function dayText(day: string): RegExp {
  const date = new Date(`${day}T00:00:00Z`);
  const write = (locale: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(date).replaceAll(".", "\\.");
  const ko = write("ko", { year: "numeric", month: "numeric", day: "numeric" });
  return new RegExp(`^(${ko}|${write("en", { year: "numeric", month: "short", day: "numeric" })})$`);
}

/** The row at a position is drawn, and is the one of the big question. */
async function expectRow(page: Page, position: number) {
  const [sku, date] = await rowAt(page, position);
  await expect(cell(page, position, 0)).toContainText(String(sku));
  await expect(cell(page, position, 1)).toHaveText(dayText(String(date)));
  await expect(cell(page, position, 0).locator("xpath=..")).toHaveAttribute(
    "aria-rowindex",
    String(position + 2),
  );
}

const scrollTo = (page: Page, row: number) =>
  scroller(page).evaluate((element, top) => {
    element.scrollTop = top;
  }, row * 32);

test("scrolls to the middle, to the end and back, each row where the whole answer has it", async ({
  loginAs,
}) => {
  const page = await loginAs("admin");
  const total = await open(page);
  await expectRow(page, 0);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(total + 2));
  await scrollTo(page, 12_345);
  await expectRow(page, 12_350);
  await scrollTo(page, total);
  await expectRow(page, total - 1);
  // A row that has not come is there and says so; few are drawn, however many there are.
  expect(await grid(page).getByRole("row").count()).toBeLessThan(80);
  await scrollTo(page, 0);
  await expectRow(page, 3);
  await expect(place(page)).toContainText(/^1–\d+/);
});

test("what has not come is shown as coming, never as nothing", async ({ loginAs }) => {
  const page = await loginAs("admin");
  await open(page);
  let answer: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/v1/query/windows", async (route) => {
    await held;
    await route.continue();
  });
  await scrollTo(page, 9000);
  const row = cell(page, 9005, 3).locator("xpath=..");
  await expect(row).toHaveAttribute("aria-busy", "true");
  await expect(cell(page, 9005, 3)).toHaveText(/불러오는 중|Loading/);
  await expect(cell(page, 9005, 3)).not.toContainText("0");
  answer();
  await expectRow(page, 9005);
});

test("the keyboard reaches every row: to the end, page by page, and back to the first", async ({
  loginAs,
}) => {
  const page = await loginAs("admin");
  const total = await open(page);
  await cell(page, 0, 1).click();
  await page.keyboard.press("Control+End");
  // Below the rows stands the grand total.
  await expect(cell(page, total, 5)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(cell(page, total - 1, 5)).toBeFocused();
  await expectRow(page, total - 1);
  await page.keyboard.press("PageUp");
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("data-cell")?.split(":").map(Number) ?? []);
  await expect.poll(async () => (await focused())[0]).toBeLessThan(total - 5);
  await page.keyboard.press("Control+Home");
  await expect(cell(page, 0, 0)).toBeFocused();
  await expectRow(page, 0);
  // Scrolled away by mouse, the cell with the focus stays there for the keyboard.
  await scrollTo(page, 15_000);
  await expectRow(page, 15_004);
  await expect(cell(page, 0, 0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, 1, 0)).toBeFocused();
  await expect(cell(page, 1, 0)).toBeInViewport();
});

test("a selection reaches over rows that are not drawn; its copy holds all of them, or says why not", async ({
  loginAs,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  const page = await loginAs("admin");
  const total = await open(page);
  await cell(page, 2, 0).click();
  await scrollTo(page, 1500);
  await cell(page, 1505, 1).click({ modifiers: ["Shift"] });
  const status = page.getByRole("status", { name: "선택 요약" }).first();
  await expect(status).toContainText("1,504행 × 2열");
  await page.keyboard.press("Control+c");
  await expect(status).toContainText("복사했습니다");
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\r\n");
  expect(lines).toHaveLength(1504);
  for (const position of [2, 700, 1505]) {
    const [sku, date] = await rowAt(page, position);
    expect(lines[position - 2]?.split("\t")).toEqual([sku, date]);
  }
  await page.keyboard.press("Control+a");
  await expect(status).toContainText(`${(total + 1).toLocaleString("ko")}행`);
  await scrollTo(page, 1500);
  await cell(page, 1505, 0).click();
  await page.keyboard.press("Shift+PageDown");
  await page.keyboard.press("Shift+PageDown");
  await expect(status).toContainText(/선택 \d\d행 × 1열/);
  await expect(cell(page, 1505, 0)).toBeFocused();
});

test("the address says where one is: reload and back come to the same rows, first by the server", async ({
  loginAs,
}) => {
  const page = await loginAs("admin");
  await open(page);
  await scrollTo(page, 4000);
  await expect(page).toHaveURL(/t\.rows\.page=201\b/);
  await page.goto(`${demo().url}/`);
  await page.goBack();
  await expectRow(page, 4003);
  await expect(cell(page, 4000, 0)).toBeInViewport();
  const html = await (await page.request.get(page.url())).text();
  expect(html).toContain('data-cell="4003:1"');
  // A table in pages has the same place.
  await page.getByRole("button", { name: "모든 판매 더 보기", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "페이지로 나눔" }).click();
  await expect(page).toHaveURL(/t\.rows\.paging=pages/);
  await expect(page.getByRole("navigation", { name: /모든 판매/ })).toContainText("4,001–4,020");
  await page.goBack();
  await expectRow(page, 4003);
});

test("another order begins at the top; what is found is gone to by its position", async ({ loginAs }) => {
  const page = await loginAs("admin");
  await open(page, "&t.rows.page=101");
  await expectRow(page, 2003);
  await grid(page).getByRole("columnheader", { name: /^정산/ }).getByRole("button").first().click();
  await expect(place(page)).toContainText(/^1–\d+/);
  await expect(page).not.toHaveURL(/t\.rows\.page/);
  await page.goBack();
  await cell(page, 2003, 0).click();
  const [sku] = await rowAt(page, 7007);
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "모든 행에서 찾기" }).fill(String(sku));
  // The rows are looked through before one can go to what is found.
  await expect(page.getByText(/^\d+건/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(grid(page).locator('[data-found="current"]')).toBeInViewport();
  await expect(grid(page).locator('[data-found="current"]')).toContainText(String(sku));
});

test("of a page of two hundred rows and two dozen columns only what is in sight is drawn", async ({
  loginAs,
}) => {
  const page = await loginAs("admin");
  await open(page);
  const wide = grid(page, "모든 지표");
  await wide.scrollIntoViewIfNeeded();
  await expect.poll(() => wide.locator("tbody [data-cell]").count()).toBeLessThan(800);
  const columns = await wide.getByRole("columnheader").count();
  expect(columns).toBe(WIDE.length + WIDE_DIMENSIONS.length);
  await wide.locator('[data-cell="0:0"]').click();
  await page.keyboard.press("End");
  const last = wide.locator(`[data-cell="0:${columns - 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  const third = wide.locator(`[data-cell="0:${columns - 3}"]`);
  await expect(third).toBeFocused();
  // Cells stand under their heads, drawn or not what is beside them.
  const left = async (at: Locator) => Math.round((await at.boundingBox())?.x ?? Number.NaN);
  expect(await left(third)).toBe(await left(wide.locator(`[data-head="${columns - 3}"]`)));
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await expect(wide.locator(`[data-cell="199:${columns - 1}"]`)).toBeInViewport();
});

for (const locale of ["ko", "en"] as const)
  test(`on a phone, ${locale}: scrolls within its widget`, async ({ loginAs, context }) => {
    const page = await loginAs("admin");
    await context.addCookies([{ name: "locale", value: locale, url: demo().url }]);
    await page.setViewportSize({ width: 390, height: 844 });
    const total = await open(page);
    await scrollTo(page, total / 2);
    const first = async () => Number((await place(page).textContent())?.split("–")[0]?.replace(/\D/g, ""));
    await expect.poll(first).toBeGreaterThan(total / 3);
    await expectRow(page, (await first()) + 2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

test("a refresh reads the rows anew where one is", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await open(page);
  await scrollTo(page, 4000);
  await expectRow(page, 4003);
  // A reading of its own: not the list that was begun before.
  const anew = page.waitForRequest(
    (request) => request.url().endsWith("/query/windows") && !(request.postData() ?? "").includes('"list"'),
  );
  await page.keyboard.press("r");
  await anew;
  await expectRow(page, 4003);
  await expect(cell(page, 4000, 0)).toBeInViewport();
});
