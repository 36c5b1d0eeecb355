import type { BrowserContext, Page } from "@playwright/test";
import postgres from "postgres";
import { adminUrl } from "./admin-url";
import { demo, expect, test } from "./fixtures";
import { holdSales } from "./hold-sales";

/** A window at the very beginning of the data, where no other test looks: what changes here is nobody else's. */
interface Place {
  from: string;
  to: string;
  channel: string;
  brand: string;
  day: string;
  sku: string;
}

let admin: postgres.Sql;
let place: Place;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  admin = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  const [found] = await admin<Place[]>`
    select (select min(date) from commerce.sales)::text as from, ((select min(date) from commerce.sales) + 20)::text as to,
           channel, brand, date::text as day, sku
    from commerce.sales where date <= (select min(date) from commerce.sales) + 20 and brand is not null
    order by settlement_amount desc limit 1`;
  if (!found) throw new Error("no sales");
  place = found;
});
test.afterAll(() => admin.end());

/** Adds to one row's settlement, as a loader does: rows and version in one transaction. */
async function sell(amount: number): Promise<void> {
  const { day, sku, channel } = place;
  await admin.begin(async (sql) => {
    await sql`
      update commerce.sales set settlement_amount = settlement_amount + ${amount}
      where ctid = (select ctid from commerce.sales where date = ${day} and sku = ${sku} and channel = ${channel} limit 1)`;
    await sql`select record_data_change('sales', ${day}, ${day})`;
  });
}

const tree = (page: Page) => page.getByRole("treegrid", { name: "브랜드별 손익" });
const digits = (text: string | null) => Number((text ?? "").replace(/[^\d−-]/g, "").replace("−", "-"));
/** The settlement of a line, by level and name. */
async function settlement(page: Page, level: number, name: string): Promise<number> {
  const row = tree(page).locator(`tbody tr[aria-level="${level}"]`).filter({ hasText: name }).first();
  return digits(await row.getByRole("gridcell").nth(2).textContent());
}
const mark = (page: Page) => page.locator("[data-live]");

async function open(page: Page): Promise<void> {
  const { from, to, channel } = place;
  // By name: sorted by what changes, lines would rightly trade places.
  const table = { "t.brands.groups": "channel,brand", "t.brands.sort": "channel,brand" };
  const params = new URLSearchParams({ from, to, view: "default", ...table });
  await page.goto(`${demo().url}/d/brand-performance?${params}&t.brands.open=${encodeURIComponent(channel)}`);
  await expect(tree(page).locator('tbody tr[aria-level="2"]').first()).toBeVisible();
  await expect(mark(page)).toHaveAttribute("data-live", "live");
}

/** As a browser says it of a tab that another one covers. */
const show = (page: Page, visible: boolean) =>
  page.evaluate((shown) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !shown });
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => (shown ? "visible" : "hidden"),
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visible);

/** Streams opened so far by any tab of the browser. */
function countStreams(context: BrowserContext): () => number {
  let count = 0;
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/v1/live") count += 1;
  });
  return () => count;
}

test("a change in the database is on the open page, and nothing else about the page moves", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  await page.setViewportSize({ width: 1280, height: 480 });
  await open(page);
  const { channel, brand } = place;
  const before = { group: await settlement(page, 1, channel), inside: await settlement(page, 2, brand) };
  const kpis = await page.locator('[data-widget-ready="kpis"]').textContent();

  // Half-typed, scrolled, selected, focused, open.
  const cell = tree(page).locator('tbody tr[aria-level="2"] [data-cell]').nth(1);
  await cell.scrollIntoViewIfNeeded();
  await cell.click();
  await page.keyboard.press("Control+f");
  const find = page.locator("search input");
  await find.fill("없는 것");
  await cell.click();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cell).toBeFocused();
  const seen = () =>
    page.evaluate(() => ({
      top: window.scrollY,
      inside: [...document.querySelectorAll("main *")].map((element) => element.scrollTop).filter(Boolean),
      selected: [...document.querySelectorAll('[aria-selected="true"]')].map((element) =>
        element.getAttribute("data-cell"),
      ),
      focused: document.activeElement?.getAttribute("data-cell"),
      address: window.location.href,
      lines: [...document.querySelectorAll("tbody tr th")].map((element) => element.textContent),
    }));
  const held = await seen();
  expect([held.top > 0, held.selected.length, typeof held.focused]).toEqual([true, 2, "string"]);
  await page.evaluate(() => {
    const state = window as typeof window & { lostLines?: number; dimmed?: number };
    state.lostLines = 0;
    state.dimmed = 0;
    new MutationObserver((records) => {
      for (const record of records) {
        for (const node of record.removedNodes) if (node.nodeName === "TR") state.lostLines = 1;
        if ((record.target as Element).getAttribute?.("aria-busy") === "true") state.dimmed = 1;
      }
    }).observe(document.querySelector("main") as Element, {
      subtree: true,
      childList: true,
      attributeFilter: ["aria-busy"],
    });
  });

  await sell(1_234_567);
  try {
    // The server's rows, the browser's own inside an open one, and what is no table at all.
    await expect.poll(() => settlement(page, 1, channel)).toBe(before.group + 1_234_567);
    await expect.poll(() => settlement(page, 2, brand)).toBe(before.inside + 1_234_567);
    await expect.poll(() => page.locator('[data-widget-ready="kpis"]').textContent()).not.toBe(kpis);
    expect(await seen()).toEqual(held);
    await expect(find).toHaveValue("없는 것");
    expect(
      await page.evaluate(() => {
        const { lostLines, dimmed } = window as typeof window & { lostLines?: number; dimmed?: number };
        return { lostLines, dimmed };
      }),
    ).toEqual({ lostLines: 0, dimmed: 0 });
  } finally {
    await sell(-1_234_567);
  }
});

test("a click while the page is drawn anew is not lost, nor what comes after it", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await open(page);
  const { channel } = place;
  const before = await settlement(page, 1, channel);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route("**/d/brand-performance?**", async (route) => {
    if (route.request().headers().rsc !== "1" || route.request().headers()["next-router-prefetch"])
      return route.continue();
    asked += 1;
    await released;
    await route.continue();
  });
  await sell(90_000);
  try {
    await expect.poll(() => asked).toBeGreaterThan(0);
    const toggle = tree(page).getByRole("button", { name: `${channel} 하위 항목` });
    await toggle.click();
    await expect(page).not.toHaveURL(/t\.brands\.open=/);
    release();
    await expect(tree(page).locator('tbody tr[aria-level="2"]')).toHaveCount(0);
    await expect.poll(() => settlement(page, 1, channel)).toBe(before + 90_000);
    await toggle.click();
    await expect(tree(page).locator('tbody tr[aria-level="2"]').first()).toBeVisible();
    await expect(page).toHaveURL(/t\.brands\.open=/);
  } finally {
    release();
    await sell(-90_000);
  }
});

test("tabs share one stream; a hidden one gives it up, stays as it is, and catches up when it is looked at", async ({
  loginAs,
  context,
}) => {
  const streams = countStreams(context);
  const first = await loginAs("viewer");
  await open(first);
  const second = await context.newPage();
  await open(second);
  expect(streams()).toBe(1);
  const { channel } = place;
  const before = await settlement(first, 1, channel);

  await show(first, false);
  await expect.poll(streams).toBe(2);
  await sell(700_000);
  try {
    await expect.poll(() => settlement(second, 1, channel)).toBe(before + 700_000);
    expect(await settlement(first, 1, channel)).toBe(before);
    await show(first, true);
    await expect.poll(() => settlement(first, 1, channel)).toBe(before + 700_000);
    expect(streams()).toBe(2);
  } finally {
    await sell(-700_000);
  }
});

test("a lost stream is said, comes back by itself, and brings what was missed", async ({
  loginAs,
  context,
}) => {
  const page = await loginAs("viewer");
  let down = true;
  await context.route("**/api/v1/live", (route) => (down ? route.abort() : route.continue()));
  const { from, to, channel } = place;
  await page.goto(
    `${demo().url}/d/brand-performance?${new URLSearchParams({ from, to, view: "default", "t.brands.groups": "channel,brand" })}`,
  );
  await expect(mark(page)).toHaveText("다시 연결 중");
  await expect(page.getByRole("status").filter({ hasText: "연결이 끊겼습니다" })).toBeAttached();
  const before = await settlement(page, 1, channel);
  await sell(50_000);
  try {
    down = false;
    await expect(mark(page)).toHaveText("실시간");
    await expect.poll(() => settlement(page, 1, channel)).toBe(before + 50_000);
  } finally {
    await sell(-50_000);
  }
});

test("a page refreshes by itself as often as its address says", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.clock.install();
  await page.goto(`${demo().url}/d/brand-performance?view=default`);
  await page.getByRole("button", { name: "자동 새로 고침: 안 함" }).click();
  await page.getByRole("menuitemradio", { name: "5분마다", exact: true }).click();
  await expect(page).toHaveURL(/[?&]refresh=5(&|$)/);
  await expect(page.getByRole("button", { name: "자동 새로 고침: 5분마다" })).toBeVisible();
  const asked = () =>
    page.waitForRequest((request) => request.headers().rsc === "1" && request.url().includes("/d/brand-"));
  for (let round = 0; round < 2; round += 1) {
    const request = asked();
    await page.clock.fastForward("05:01");
    await (await request).response();
  }
  await page.getByRole("button", { name: "자동 새로 고침: 5분마다" }).click();
  await page.getByRole("menuitemradio", { name: "안 함", exact: true }).click();
  await expect(page).not.toHaveURL(/refresh=/);
});

test("where a widget allows it older numbers stand at once, and the newer follow by themselves", async ({
  api,
  loginAs,
}) => {
  const slug = "older-data";
  const editor = await api("editor");
  const widget = {
    id: "sum",
    type: "kpi",
    dataset: "sales",
    measures: ["settlement_amount"],
    staleMinutes: 60,
  };
  const spec = {
    slug,
    name: slug,
    isPublic: true,
    controls: [{ type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } }],
    widgets: [widget],
    layout: { width: 1152, widgets: { sum: { x: 0, y: 0, w: 1152, h: 92 } } },
  };
  expect((await editor.post("/api/v1/dashboards", { data: spec })).status()).toBe(201);
  try {
    const page = await loginAs("viewer");
    const address = `${demo().url}/d/${slug}?from=${place.from}&to=${place.to}`;
    await page.goto(address);
    const sum = page.locator('[data-widget-ready="sum"]');
    const before = await sum.locator("dd p").first().textContent();
    await page.goto("about:blank");
    await sell(770_000_000);
    const release = await holdSales();
    await page.goto(address);
    // Nobody can read the sales: what stands there is what was kept.
    await expect(sum.locator("[data-older]")).toBeVisible();
    expect(await sum.locator("dd p").first().textContent()).toBe(before);
    await release();
    await expect(sum.locator("[data-older]")).toBeHidden();
    await expect(sum.locator("dd p").first()).not.toHaveText(before ?? "");
  } finally {
    await editor.delete(`/api/v1/dashboards/${slug}`);
  }
});
