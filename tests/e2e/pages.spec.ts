import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";

const table = (id: string, title: string, over: object = {}) => ({
  id,
  type: "table",
  title,
  dataset: "sales",
  dimensions: ["channel"],
  config: { metrics: ["settlement_amount", "margin"], sort: { column: "margin", direction: "desc" } },
  ...over,
});

/** Two pages, the first with sections; of the first's sections the second is closed to begin with. */
const pagesOf = (slug: string) => ({
  slug,
  name: `쪽 ${slug}`,
  isPublic: true,
  controls: [
    { type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } },
    { type: "select", name: "channel", dataset: "sales", dimension: "channel" },
  ],
  pages: [
    { id: "all", title: { en: "Overview", ko: "전체" } },
    { id: "brand", title: { en: "By brand", ko: "브랜드별" } },
    { id: "notes", title: { en: "Notes", ko: "설명" } },
  ],
  widgets: [
    { id: "kpis", type: "kpi", title: "Sums", dataset: "sales", measures: ["settlement_amount", "margin"] },
    { id: "one", type: "section", title: { en: "Channels", ko: "채널" }, description: "어디서 팔리는지" },
    table("rows", "Rows"),
    { id: "two", type: "section", title: { en: "Campaigns", ko: "캠페인" }, collapsed: true },
    table("campaigns", "Campaigns of all", { dimensions: ["campaign"] }),
    { id: "last", type: "section", title: { en: "Rest", ko: "나머지" } },
    {
      id: "note",
      type: "text",
      text: '## 기준\n\n**정산금액**은 *확정* 금액입니다.\n\n- [브랜드](/d/brand-performance)\n- [밖](javascript:alert(1))\n\n<img src=x onerror="window.__xss=1">',
    },
    table("brands", "Brands", { dimensions: ["brand"] }),
    { id: "under", type: "text", title: "Under", text: "아래" },
    { id: "over", type: "text", title: "Over", text: "위" },
  ],
  layout: {
    width: 1152,
    phone: ["note"],
    widgets: {
      kpis: { x: 0, y: 0, w: 1152, h: 92 },
      one: { x: 0, y: 104, w: 1152, h: 40 },
      rows: { x: 0, y: 156, w: 1152, h: 320 },
      two: { x: 0, y: 488, w: 1152, h: 40 },
      campaigns: { x: 0, y: 540, w: 1152, h: 320 },
      last: { x: 0, y: 872, w: 1152, h: 40 },
      note: { x: 0, y: 924, w: 1152, h: 200, page: "all" },
      brands: { x: 0, y: 0, w: 1152, h: 416, page: "brand" },
      over: { x: 40, y: 20, w: 400, h: 120, page: "notes" },
      under: { x: 0, y: 40, w: 400, h: 160, page: "notes" },
    },
  },
});

async function newDashboard(editor: APIRequestContext): Promise<string> {
  const slug = `pages-${randomUUID().slice(0, 8)}`;
  const made = await editor.post("/api/v1/dashboards", { data: pagesOf(slug) });
  expect(made.ok(), await made.text()).toBe(true);
  return slug;
}
const tabs = (page: Page) => page.getByRole("navigation", { name: "페이지", exact: true });
const tab = (page: Page, name: string) => tabs(page).getByRole("link", { name, exact: true });
const grid = (page: Page, name: string) => page.getByRole("grid", { name, exact: true });
const section = (page: Page, name: string) =>
  page.getByRole("heading", { level: 2, name, exact: true }).getByRole("button");
const topOf = async (page: Page, name: string) => (await section(page, name).boundingBox())?.y ?? Number.NaN;

test("pages are tabs: each draws its own widgets, under the address, the controls and the views of all", async ({
  api,
  loginAs,
  context,
}) => {
  const slug = await newDashboard(await api("editor"));
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/${slug}?f.channel=naver`);
  await expect(tab(page, "전체")).toHaveAttribute("aria-current", "page");
  await expect(grid(page, "Rows").locator("tbody tr")).toHaveCount(1);
  await expect(grid(page, "Brands")).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  // A table's state stays unsaved on a page that is left, and is saved with the others'.
  await grid(page, "Rows")
    .getByRole("columnheader", { name: /^정산금액 / })
    .getByRole("button")
    .first()
    .click();
  await expect(page).toHaveURL(/t\.rows\.sort=/);
  await tab(page, "브랜드별").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/page=brand/);
  await expect(page).toHaveURL(/f\.channel=naver/);
  await expect(page).toHaveURL(/t\.rows\.sort=/);
  await expect(page).toHaveTitle(/브랜드별 · 쪽/);
  await expect(tab(page, "브랜드별")).toHaveAttribute("aria-current", "page");
  await expect(tab(page, "브랜드별")).toBeFocused();
  await expect(grid(page, "Brands").locator("tbody tr").first()).toBeVisible();
  await expect(grid(page, "Rows")).toHaveCount(0);
  await grid(page, "Brands")
    .getByRole("columnheader", { name: /^정산금액 / })
    .getByRole("button")
    .first()
    .click();
  await expect(page).toHaveURL(/t\.brands\.sort=/);
  await expect(page.getByRole("button", { name: /저장하지 않은 변경 2/ })).toBeVisible();
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page).not.toHaveURL(/t\.(rows|brands)\.sort/);
  await expect(page).toHaveURL(/page=brand/);
  const sorted = (name: string) => grid(page, name).getByRole("columnheader", { name: /^정산금액 / });
  await expect(sorted("Brands")).toHaveAttribute("aria-sort", /ascending|descending/);
  await tab(page, "전체").click();
  await expect(page).not.toHaveURL(/page=/);
  await expect(sorted("Rows")).toHaveAttribute("aria-sort", /ascending|descending/);

  await page.goBack();
  await expect(grid(page, "Brands")).toBeVisible();
  await page.reload();
  await expect(grid(page, "Brands")).toBeVisible();
  // Views keep the page, and so does a copied address.
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("]");
  await expect(page).toHaveURL(/view=default/);
  await expect(page).toHaveURL(/page=brand/);
  await expect(grid(page, "Brands")).toBeVisible();

  const opened = context.waitForEvent("page");
  await tab(page, "설명").click({ modifiers: ["ControlOrMeta"] });
  const other = await opened;
  await expect(other).toHaveURL(/page=notes/);
  await expect(other).toHaveURL(/f\.channel=naver/);
  await other.close();

  await page.goto(`${demo().url}/d/${slug}?page=gone`);
  await expect(page.getByRole("status").filter({ hasText: "‘gone’ 페이지가 없어" })).toBeVisible();
  await expect(grid(page, "Rows")).toBeVisible();
  await page.goto(`${demo().url}/d/${slug}?page=brand&kiosk=1`);
  await expect(page.getByRole("heading", { level: 1, name: /브랜드별$/ })).toBeVisible();
  await expect(tabs(page)).toHaveCount(0);
  await expect(grid(page, "Brands")).toBeVisible();
});

test("widgets lie above each other in the document's order", async ({ api, loginAs }) => {
  const slug = await newDashboard(await api("editor"));
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/${slug}?page=notes`);
  const over = page.getByRole("region", { name: "Over" });
  await expect(over).toBeVisible();
  const box = await over.boundingBox();
  const top = await page.evaluate(
    ({ x, y }) => document.elementFromPoint(x, y)?.closest("section")?.querySelector("h2")?.textContent,
    { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 60 },
  );
  expect(top).toBe("Over");
});

test("sections close over what is below them, at once and in the address, and ask when they are opened", async ({
  api,
  loginAs,
}) => {
  const slug = await newDashboard(await api("editor"));
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/${slug}`);
  await expect(section(page, "채널")).toHaveAttribute("aria-expanded", "true");
  await expect(section(page, "캠페인")).toHaveAttribute("aria-expanded", "false");
  await expect(grid(page, "Campaigns of all")).toHaveCount(0);
  await expect(page.locator('[data-widget-ready="campaigns"]')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  const [channels, campaigns, rest] = await Promise.all(
    ["채널", "캠페인", "나머지"].map((name) => topOf(page, name)),
  );
  expect((rest ?? 0) - (campaigns ?? 0)).toBe(52);

  await section(page, "채널").click();
  await expect(grid(page, "Rows")).toHaveCount(0);
  expect((await topOf(page, "캠페인")) - (channels ?? 0)).toBe(52);
  await expect(page).toHaveURL(/closed=one/);

  await section(page, "캠페인").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/open=two/);
  await expect(grid(page, "Campaigns of all").locator("tbody tr").first()).toBeVisible();
  expect((await topOf(page, "나머지")) - (await topOf(page, "캠페인"))).toBe(384);

  await page.reload();
  await expect(grid(page, "Campaigns of all").locator("tbody tr").first()).toBeVisible();
  await expect(grid(page, "Rows")).toHaveCount(0);
  await section(page, "채널").click();
  await expect(grid(page, "Rows").locator("tbody tr").first()).toBeVisible();
  await expect(page).not.toHaveURL(/closed=/);
  // Closed and opened again it needs nobody's answer.
  await page.route("**/d/**", (route) => route.abort());
  await section(page, "채널").click();
  await expect(grid(page, "Rows")).toHaveCount(0);
  await section(page, "채널").click();
  await expect(grid(page, "Rows").locator("tbody tr").first()).toBeVisible();
});

test("a text is Markdown, and nothing in it runs", async ({ api, loginAs }) => {
  const slug = await newDashboard(await api("editor"));
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/${slug}`);
  await expect(page.getByRole("heading", { level: 3, name: "기준" })).toBeVisible();
  await expect(page.locator("strong", { hasText: "정산금액" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "브랜드" })).toHaveAttribute(
    "href",
    "/d/brand-performance",
  );
  await expect(page.getByText("<img src=x onerror")).toBeVisible();
  await expect(page.getByRole("link", { name: "밖" })).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { __xss?: number }).__xss)).toBeUndefined();
});

test("on a phone the tabs scroll, and the layout says what comes first", async ({ api, loginAs }) => {
  const slug = await newDashboard(await api("editor"));
  const page = await loginAs("viewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${demo().url}/d/${slug}`);
  const note = page.getByText("금액입니다");
  await expect(note).toBeVisible();
  const y = async (locator: ReturnType<Page["getByText"]>) => (await locator.boundingBox())?.y ?? Number.NaN;
  expect(await y(note)).toBeLessThan(await topOf(page, "채널"));
  expect(await topOf(page, "채널")).toBeLessThan(await topOf(page, "캠페인"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await tab(page, "설명").click();
  await expect(page).toHaveURL(/page=notes/);
  await expect(tab(page, "설명")).toBeInViewport({ ratio: 1 });
  expect(await violations(page)).toEqual([]);
});

test("on paper stands the open page", async ({ api, loginAs }) => {
  const slug = await newDashboard(await api("editor"));
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/${slug}?page=brand`);
  await expect(grid(page, "Brands")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(tabs(page)).toBeHidden();
  await expect(page.getByText(`쪽 ${slug} · 브랜드별`).first()).toBeVisible();
  await expect(grid(page, "Rows")).toHaveCount(0);
});
