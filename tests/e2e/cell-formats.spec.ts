import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, signIn, test } from "./fixtures";
import { openQuiet } from "./quiet";

const address = "/d/brand-performance?view=default";
const table = (page: Page) => page.getByRole("grid", { name: "브랜드별 손익" });
const digits = (text: string | null) => (text ?? "").replace(/[^\d−-]/g, "").replace("−", "-");
const PERIOD = `date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1`;
/** Questions for courses: those by day. */
const courses = (page: Page) => {
  const asked: { dimensions: unknown[] }[] = [];
  page.on("request", (request) => {
    if (!request.url().endsWith("/api/v1/query")) return;
    const query = request.postDataJSON();
    if (JSON.stringify(query.dimensions).includes('"grain":"day"')) asked.push(query);
  });
  return asked;
};
/** Opens a column's menu at its name and format. */
async function openLook(page: Page, column: string) {
  await table(page)
    .getByRole("columnheader", { name: new RegExp(`^${column}`) })
    .hover();
  await table(page)
    .getByRole("button", { name: new RegExp(`^${column}: .*정렬`) })
    .click();
  await page.getByText("이름과 형식").click();
}
const show = async (page: Page, column: string, kind: string) => {
  await openLook(page, column);
  await page.getByRole("combobox", { name: "표시", exact: true }).selectOption({ label: kind });
};
const placeOf = async (page: Page, name: RegExp) =>
  Number(await table(page).getByRole("columnheader", { name }).getAttribute("data-head"));

test("each brand's settlement has its course: one question for all rows, its numbers are SQL's", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  const asked = courses(page);
  await page.goto(demo().url + address);
  const sparks = table(page).locator("tbody svg[data-sparkline]");
  await expect(sparks).toHaveCount(20);
  await expect(table(page).locator("tfoot svg[data-sparkline]")).toHaveCount(1);
  expect(asked.map(({ dimensions }) => dimensions.length).sort()).toEqual([1, 2]);

  const brand = (await table(page).getByRole("rowheader").first().textContent()) ?? "";
  const days = await sql.unsafe(
    `select to_char(date, 'FMMM. FMDD.') as day, sum(settlement_amount) as value
     from commerce.sales where ${PERIOD} and brand = $1 group by date order by date`,
    [brand],
  );
  const values = days.map(({ value }) => Number(value));
  const won = (value: number | undefined) => `${(value ?? 0).toLocaleString("ko").replace("-", "−")}원`;
  const told = `${days[0]?.day}에서 ${days.at(-1)?.day}까지, 최소 ${won(Math.min(...values))}, 최대 ${won(Math.max(...values))}, 마지막 ${won(values.at(-1))}`;
  await expect(sparks.first()).toHaveAttribute("aria-label", told);
  // A point a day: one begins, the others are drawn to.
  const path = (await sparks.first().locator("path").getAttribute("d")) ?? "";
  expect(path.match(/[ML]/g)).toHaveLength(days.length);

  // None is asked for where none is shown.
  asked.length = 0;
  await page.goto(`${demo().url}${address}&t.brands.show=`);
  await expect(table(page).getByRole("rowheader").first()).toBeVisible();
  await expect(sparks).toHaveCount(0);
  expect(asked).toEqual([]);
});

test("groups have courses of their own level", async ({ loginAs, sql }) => {
  const page = await loginAs("viewer");
  const asked = courses(page);
  await page.goto(
    `${demo().url}${address}&t.brands.groups=channel,brand&t.brands.show.settlement_amount=sparkline`,
  );
  const tree = page.getByRole("treegrid", { name: "브랜드별 손익" });
  const first = tree.locator("tbody tr").first();
  await expect(first.locator("svg[data-sparkline]")).toHaveCount(1);
  const channel = (await first.locator("th").textContent()) ?? "";
  const [ends] = await sql.unsafe(
    `select max(value)::text high from (select sum(settlement_amount) value from commerce.sales
     where ${PERIOD} and channel = $1 group by date) days`,
    [channel],
  );
  const label = (await first.locator("svg[data-sparkline]").getAttribute("aria-label")) ?? "";
  expect(digits(/최대 ([^,]*(,\d{3})*)원/.exec(label)?.[1] ?? "")).toBe(ends?.high);
  await first
    .getByRole("button", { name: /하위 항목$/ })
    .first()
    .click();
  await expect(tree.locator("tbody tr[aria-level='2'] svg[data-sparkline]").first()).toBeVisible();
  expect(asked.map(({ dimensions }) => dimensions.length).sort()).toEqual([1, 2, 3]);
});

test("bars of a column share one scale: on every page, and wherever one has scrolled to", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  const flat = `${demo().url}${address}&t.brands.dims=sku,channel&t.brands.show.orders=bar&t.brands.metrics=orders,settlement_amount&t.brands.sort=orders,sku,channel`;
  const rows = await sql.unsafe(
    `select sum(orders)::float8 o from commerce.sales where ${PERIOD} group by sku, channel order by 1`,
  );
  const most = Number(rows.at(-1)?.o);
  const width = (row: number, at: number) =>
    table(page)
      .locator(`[data-cell="${row}:${at}"] [data-bar] > span:first-child`)
      .evaluate((bar) => Number.parseFloat((bar as HTMLElement).style.width));
  const share = (row: number) => (Number(rows[row]?.o) / most) * 100;
  await page.goto(`${flat}&t.brands.page=2&t.brands.size=20`);
  // Its head says first which of the sorts it is.
  const orders = await placeOf(page, /주문/);
  await expect(table(page).locator("tbody [data-bar]").first()).toBeVisible();
  expect(await width(0, orders)).toBeCloseTo(share(20), 1);

  const asked = courses(page);
  await page.goto(`${flat}&t.brands.paging=scroll&t.brands.show.settlement_amount=sparkline`);
  await expect(table(page).locator("tbody [data-bar]").first()).toBeVisible();
  expect(await width(0, orders)).toBeCloseTo(share(0), 1);
  await expect(table(page).locator("tbody svg[data-sparkline]").first()).toBeVisible();
  // The end is where it is once all rows have been counted.
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(rows.length + 2));
  const first = asked.length;
  await table(page).locator('[data-cell="0:0"]').click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  const last = rows.length - 1;
  await expect(table(page).locator(`[data-cell="${last}:${orders}"] [data-bar]`)).toBeVisible();
  expect(await width(last, orders)).toBeCloseTo(100, 1);
  const settlement = await placeOf(page, /^정산/);
  await expect(table(page).locator(`[data-cell="${last}:${settlement}"] svg[data-sparkline]`)).toBeVisible();
  // A window at a time, not a row, nor all.
  expect(asked.length - first).toBeLessThan(6);
});

test("a table that can't scroll without end says why, and stays in pages", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}&t.brands.pivot=channel`);
  await page.getByRole("button", { name: "브랜드별 손익 더 보기" }).click();
  const scroll = page.getByRole("menuitemradio", { name: /^끝없이 스크롤.*페이지로 나누어/ });
  await expect(scroll).toHaveAttribute("aria-disabled", "true");
  await scroll.press("Enter");
  await expect(page).not.toHaveURL(/paging=/);
  await expect(scroll).toHaveAttribute("aria-checked", "false");
});

test("a viewer chooses how columns are shown; reload and a view keep it; values stay what they are", async ({
  loginAs,
  context,
  api,
}) => {
  const page = await loginAs("viewer");
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  await page.goto(demo().url + address);
  await expect(table(page).locator("[data-cell='0:0']")).toHaveAttribute("tabindex", "0");
  const roi = await placeOf(page, /^ROI/);
  const plain = await table(page).locator("tbody tr").allTextContents();

  await openLook(page, "브랜드");
  // Only what suits text.
  await expect(page.getByRole("combobox", { name: "표시", exact: true }).locator("option")).toHaveText([
    ...["값", "링크", "이미지", "배지"],
  ]);
  await page.getByRole("combobox", { name: "표시", exact: true }).selectOption({ label: "배지" });
  await expect(table(page).locator("tbody [data-badge]")).toHaveCount(20);
  await page.keyboard.press("Escape");

  await show(page, "ROI", "진행률");
  await page.getByRole("combobox", { name: "목표", exact: true }).selectOption({ label: "숫자" });
  await page.getByLabel("목표 값", { exact: true }).fill("20");
  await page.getByLabel("목표 값", { exact: true }).press("Enter");
  await page.waitForURL(/show\.roi=progress,target:20/);
  await page.keyboard.press("Escape");
  await show(page, "주문", "추이 선");
  await page.getByLabel("숫자도 표시").click();
  await expect(page.getByLabel("숫자도 표시")).not.toBeChecked();
  await page.keyboard.press("Escape");
  await openLook(page, "광고비");
  await page.getByLabel("앞에 붙일 글").fill("≈");
  await page.getByLabel("앞에 붙일 글").press("Enter");
  await page.keyboard.press("Escape");

  const nulls = await table(page)
    .locator(`tbody tr > :nth-child(${roi + 1})`)
    .filter({ hasText: /^–$/ })
    .count();
  const expectShown = async () => {
    await expect(table(page).locator("tbody [data-badge]")).toHaveCount(20);
    // A brand that spent nothing on advertising has no ROI, and no progress.
    await expect(table(page).locator("tbody [data-progress]")).toHaveCount(
      (await table(page).locator("tbody tr").allTextContents()).length - nulls,
    );
    await expect(table(page).locator("tbody svg[data-sparkline]")).toHaveCount(40);
    await expect(table(page).locator("tbody [data-bar]")).toHaveCount(20);
  };
  await expectShown();
  // Over the target where the number is: both say the same.
  const over = await table(page)
    .locator("tbody tr")
    .evaluateAll(
      (rows, at) =>
        rows.map((row) => ({
          value: Number((row.children[at]?.textContent ?? "").replace("−", "-").replace(",", "")),
          over: row.children[at]?.querySelector("[data-progress='over']") !== null,
        })),
      roi,
    );
  for (const line of over) expect(line.over).toBe(line.value > 20);
  const shown = await table(page).locator("tbody tr").allTextContents();
  expect(shown.map((text) => text.replace("≈", ""))).toEqual(plain);
  await table(page).locator(`[data-cell="0:${roi}"]`).click();
  await page.keyboard.press("Control+c");
  await expect(page.getByRole("status", { name: "선택 요약" }).first()).toContainText("복사했습니다");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^-?\d+(\.\d+)?%$/);

  await page.reload();
  await expectShown();
  await page.getByRole("button", { name: /^뷰: / }).click();
  await page.getByRole("menuitem", { name: "새 이름으로 저장…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("이름").fill("값 표시");
  await dialog.getByRole("button", { name: "뷰 저장" }).click();
  await page.waitForURL(/[?&]view=[0-9a-f-]{36}/);
  const id = new URL(page.url()).searchParams.get("view");
  expect(page.url()).not.toContain("t.brands");
  await page.goto(`${demo().url}/d/brand-performance?view=${id}`);
  await expectShown();
  const client = await api("viewer");
  const { data: saved } = await (await client.get(`/api/v1/views/${id}`)).json();
  expect(saved.widgets.brands.displays).toEqual({
    settlement_amount: { kind: "sparkline" },
    margin: { kind: "bar" },
    brand: { kind: "badge" },
    roi: { kind: "progress", target: 20 },
    orders: { kind: "sparkline", number: false },
  });
  await client.delete(`/api/v1/views/${id}`);
});

test("links open beside the dashboard and know nothing of it; no foreign picture is fetched", async ({
  loginAs,
  context,
}) => {
  const page = await loginAs("viewer");
  const foreign: string[] = [];
  await context.route(
    ({ hostname }) => hostname.endsWith(".example"),
    (route) => {
      foreign.push(route.request().url());
      return route.fulfill({ contentType: "text/html", body: "<title>shop</title>" });
    },
  );
  await page.goto(`${demo().url}${address}&t.brands.show.brand=link,to:https://shop.example/b/{brand}`);
  const link = table(page).locator("tbody th a").first();
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  const brand = (await link.textContent()) ?? "";
  await expect(table(page).locator("[data-cell='0:0']")).toHaveAttribute("tabindex", "0");
  await table(page)
    .locator("[data-cell='0:0']")
    .click({ position: { x: 3, y: 3 } });
  const opened = context.waitForEvent("page");
  await page.keyboard.press("Enter");
  const shop = await opened;
  await shop.waitForLoadState();
  expect(shop.url()).toBe(`https://shop.example/b/${encodeURIComponent(brand)}`);
  expect(await shop.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);
  await shop.close();

  foreign.length = 0;
  await page.goto(`${demo().url}${address}&t.brands.show.brand=image,to:https://collector.example/{brand}`);
  const names = table(page).locator("tbody").getByRole("rowheader");
  await expect(names.first()).toHaveText(brand);
  await expect(table(page).locator("tbody th img")).toHaveCount(0);
  expect(foreign).toEqual([]);
  await page.goto(`${demo().url}${address}&t.brands.show.brand=image,to:/icon.svg?b={brand}`);
  await expect(table(page).locator("tbody th img").first()).toHaveJSProperty("complete", true);
  expect(
    await table(page)
      .locator("tbody th img")
      .first()
      .evaluate((image: HTMLImageElement) => [image.naturalWidth > 0, image.referrerPolicy]),
  ).toEqual([true, "no-referrer"]);

  // An address that is no address is said to make no sense, and shows the plain value.
  await page.goto(`${demo().url}${address}&t.brands.show.brand=link,to:javascript:alert(1)`);
  await expect(names.first()).toHaveText(brand);
  await expect(table(page).locator("tbody th a")).toHaveCount(0);
});

test("the keyboard is told what hovering tells: exact values, whole texts, reasons", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(
    `${demo().url}${address}&t.brands.show=&t.brands.width=brand:60&t.brands.style.settlement_amount=units:korean`,
  );
  await expect(table(page).locator("[data-cell='0:0']")).toHaveAttribute("tabindex", "0");
  const name = (await table(page).locator("[data-cell='0:0']").textContent()) ?? "";
  const place = await placeOf(page, /^정산금액/);
  await table(page).locator(`[data-cell="0:${place}"]`).click();
  const hint = page.getByRole("tooltip");
  await expect(hint).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  const cell = table(page).locator(`[data-cell="1:${place}"]`);
  await expect(cell).toBeFocused();
  await expect(hint).toHaveText(/^−?\d{1,3}(,\d{3})+ 원$/);
  await expect(cell).toHaveAttribute("aria-describedby", (await hint.getAttribute("id")) ?? "");
  await page.keyboard.press("Escape");
  await expect(hint).toHaveCount(0);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await expect(hint).toHaveText(name);
  expect(await violations(page)).toEqual([]);
});

test("nothing, zero, an error and what may not be seen look different, each with its reason; old data says its age", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  // What no demo data holds: the server's answer to the next question is changed on its way.
  await page.route("**/api/v1/query", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const at = (name: string) =>
      answer.data.columns.findIndex((column: { name: string }) => column.name === name);
    if (at("brand") === 0 && at("roi") > 0) {
      answer.data.columns[at("orders")].masked = true;
      [null, 0, "abc"].forEach((value, i) => {
        answer.data.rows[i][at("roi")] = value;
      });
      Object.assign(answer.data.meta, { stale: true, dataAsOf: "2020-01-01T00:00:00Z" });
    }
    await route.fulfill({ response, json: answer });
  });
  await page.goto(`${demo().url}${address}&t.brands.show.orders=bar&t.brands.show.roi=progress`);
  await expect(table(page).locator("[data-cell='0:0']")).toHaveAttribute("tabindex", "0");
  await table(page).getByRole("button", { name: "마진 원" }).click();
  const [orders, roi] = [await placeOf(page, /^주문/), await placeOf(page, /^ROI/)];
  const cell = (row: number, column: number) => table(page).locator(`[data-cell="${row}:${column}"]`);
  await expect(cell(0, roi)).toHaveText("–");
  await expect(cell(1, roi)).toHaveText("0.0");
  await expect(cell(2, roi)).toHaveText("오류");
  await expect(cell(0, orders)).toHaveText("권한 없음");
  await expect(cell(0, orders).locator("svg")).toHaveCount(1);
  const progressed = await table(page)
    .locator("tbody tr")
    .evaluateAll(
      (rows, at) =>
        rows.map((row) => [
          /\d/.test(row.children[at]?.textContent ?? ""),
          row.children[at]?.querySelector("[data-progress]") !== null,
        ]),
      roi,
    );
  for (const [isNumber, hasProgress] of progressed) expect(hasProgress).toBe(isNumber);
  const colors = await Promise.all(
    [cell(0, roi), cell(1, roi), cell(2, roi)].map((one) =>
      one
        .locator("[title]")
        .last()
        .evaluate((text) => getComputedStyle(text).color),
    ),
  );
  expect(new Set(colors).size).toBe(3);
  await expect(page.getByText(/데이터$/).filter({ hasText: "일 전" })).toBeVisible();

  const hint = page.getByRole("tooltip");
  await cell(0, roi).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(hint).toHaveText("나누는 값이 0이라 계산하지 않습니다");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(hint).toHaveText("숫자가 아닌 값입니다: abc");
  await cell(1, orders).click();
  await page.keyboard.press("ArrowUp");
  await expect(hint).toHaveText("이 값을 볼 권한이 없습니다");
  expect(await violations(page)).toEqual([]);
});

for (const [locale, theme, width] of [
  ["ko-KR", "light", 1440],
  ["en-US", "dark", 1440],
  ["ko-KR", "dark", 390],
] as const)
  test(`all displays are readable and in place: ${locale}, ${theme}, ${width} px`, async ({
    browser,
  }, info) => {
    const context = await browser.newContext({
      viewport: { width, height: 1000 },
      locale,
      isMobile: width === 390,
      hasTouch: width === 390,
      reducedMotion: "reduce",
    });
    await signIn(context, "viewer");
    await context.addCookies([
      { name: "theme", value: theme, url: demo().url },
      { name: "locale", value: locale.slice(0, 2), url: demo().url },
    ]);
    const page = await context.newPage();
    const shown = [
      ["dims", "brand,channel,campaign"],
      ["show.brand", "link,to:/d/product-performance?f.brand={brand}"],
      ["show.channel", "badge"],
      ["show.campaign", "image,to:/icon.svg?c={campaign}"],
      ["show.orders", "sparkline"],
      ["show.settlement_amount", "sparkline,number:0"],
      ["show.margin", "bar"],
      ["show.margin_rate", "progress,target:30"],
      ["show.roi", "progress,target:60"],
    ].map(([field, value]) => `t.brands.${field}=${encodeURIComponent(value ?? "")}`);
    await openQuiet(page, `${demo().url}${address}&${shown.join("&")}`);
    const grid = page.getByRole("grid", { name: locale === "ko-KR" ? "브랜드별 손익" : "Profit by brand" });
    await expect(grid.locator("tbody svg[data-sparkline]").first()).toBeAttached();
    await grid.scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath(`displays-${theme}-${width}.png`), fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await context.close();
  });
