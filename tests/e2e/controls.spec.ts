import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import type { DashboardSpecInput } from "../../lib/dashboards/schema";
import { violations } from "./axe";
import { demo, expect, signIn, test } from "./fixtures";
import { type Hands, keys, mouse, tabTo } from "./hands";

const dataset = "sales";
const WIDGETS = ["figures", "trend", "lines", "whole"] as const;
const spec = (slug: string): DashboardSpecInput => ({
  slug,
  name: { en: "Every control", ko: "모든 컨트롤" },
  isPublic: true,
  controls: [
    { type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } },
    { type: "select", name: "channel", dataset, dimension: "channel", label: { en: "Channel", ko: "채널" } },
    { type: "select", name: "campaign", dataset, dimension: "campaign", multiple: false },
    { type: "select", name: "brand", dataset, dimension: "brand", cascade: false },
    { type: "text", name: "product", dataset, dimension: "product", label: { en: "Product", ko: "상품명" } },
    { type: "number_range", name: "price", dataset, dimension: "list_price" },
    {
      type: "toggle",
      name: "ads",
      label: { en: "Campaigns only", ko: "캠페인만" },
      dataset,
      filters: [{ name: "campaign", op: "is_not_null" }],
    },
    { type: "select", name: "country", dataset, dimension: "country", locked: true, default: ["KR"] },
    {
      type: "dimension_switch",
      name: "show",
      label: { en: "Show", ko: "구분" },
      options: ["brand", "channel", "product"],
    },
    {
      type: "metric_switch",
      name: "measure",
      label: { en: "Measure", ko: "지표" },
      options: ["rows", "settlement_amount", "margin", "roi", "orders"],
    },
    {
      type: "grain_switch",
      name: "by",
      label: { en: "By", ko: "단위" },
      dimension: "date",
      options: ["day", "week", "month"],
    },
  ],
  widgets: [
    { id: "figures", type: "kpi", title: { en: "Figures", ko: "수치" }, dataset, measures: ["rows"] },
    {
      id: "trend",
      type: "chart",
      title: { en: "$measure by $by", ko: "$by별 $measure" },
      dataset,
      chart: { kind: "bar", x: { name: "$by" }, measure: "$measure" },
    },
    {
      id: "lines",
      type: "table",
      title: { en: "Lines", ko: "줄" },
      dataset,
      dimensions: ["$show"],
      config: { metrics: ["rows", "$measure"], sort: { column: "rows", direction: "desc" }, pageSize: 20 },
    },
    {
      id: "whole",
      type: "kpi",
      title: { en: "Whole", ko: "전체" },
      dataset,
      measures: ["rows"],
      ignores: ["date", "channel", "campaign", "brand", "product", "price", "ads", "country"],
    },
  ],
  layout: {
    width: 1152,
    widgets: Object.fromEntries(
      WIDGETS.map((id, i) => [
        id,
        { x: 0, y: [0, 104, 320, 900][i] ?? 0, w: 1152, h: [92, 204, 560, 92][i] ?? 92 },
      ]),
    ),
  },
});
const DAYS =
  "date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1";
const HERE = `${DAYS} and country = 'KR'`;

const made: string[] = [];
test.afterEach(async ({ api }) => {
  const editor = await api("editor");
  for (const slug of made.splice(0)) await editor.delete(`/api/v1/dashboards/${slug}`);
});

async function make(api: (role: "editor") => Promise<APIRequestContext>): Promise<string> {
  const slug = `controls-${randomUUID().slice(0, 8)}`;
  const answer = await (await api("editor")).post("/api/v1/dashboards", { data: spec(slug) });
  expect(answer.status(), await answer.text()).toBe(201);
  made.push(slug);
  return `/d/${slug}`;
}

const bar = (page: Page) => page.getByRole("region", { name: "필터", exact: true });
const button = (page: Page, name: RegExp) => bar(page).getByRole("button", { name });
const radio = (page: Page, group: string, name: string) =>
  bar(page).getByRole("radiogroup", { name: group, exact: true }).getByRole("radio", { name, exact: true });
const grid = (page: Page) => page.getByRole("grid", { name: "줄" });
const heads = (page: Page) => grid(page).getByRole("columnheader").allTextContents();
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
/** Source rows in the table's total, as all filters leave them. */
const rows = async (page: Page) =>
  digits(
    await grid(page)
      .getByRole("row", { name: /^총합계/ })
      .getByRole("gridcell")
      .first()
      .textContent(),
  );

/** Each kind of control once, in the bar's order; what the table counts is what SQL counts. */
async function walk(page: Page, hand: Hands, count: (where: string) => Promise<string>): Promise<void> {
  const shows = async (where: string) => expect.poll(() => rows(page)).toBe(await count(where));
  const dialog = (name: string) => page.getByRole("dialog", { name, exact: true });
  await shows("true");

  await hand.press(button(page, /^채널/));
  for (const value of ["naver", "coupang"])
    await hand.press(dialog("채널").getByRole("checkbox", { name: new RegExp(`^${value}`) }));
  await hand.press(dialog("채널").getByRole("button", { name: "적용" }));
  await page.waitForURL(/f\.channel=(naver|coupang)&f\.channel=(naver|coupang)/);
  const channels = "channel in ('naver', 'coupang')";
  await shows(channels);

  await hand.press(button(page, /^캠페인 모두/));
  // Arrows only walk: choosing closes the list.
  const none = dialog("캠페인").getByRole("radio", { name: /^\(값 없음\)/ });
  await expect(dialog("캠페인").getByRole("radio", { name: "모두" })).toBeChecked();
  await none.focus();
  await hand.press(none);
  await expect(dialog("캠페인")).toBeHidden();
  await expect(button(page, /^캠페인/)).toBeFocused();
  await expect(page).toHaveURL(/f\.campaign=%5CN/);
  await shows(`${channels} and campaign is null`);
  await hand.press(button(page, /^캠페인/));
  await dialog("캠페인").getByRole("radio", { name: "모두" }).press("Enter");
  await shows(channels);

  await hand.write(bar(page).getByRole("textbox", { name: "상품명" }), "크림");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("f.product") === "크림");
  const cream = `${channels} and product like '%크림%'`;
  await shows(cream);

  await hand.press(button(page, /^정가/));
  await hand.write(dialog("정가").getByLabel("이상"), "3만");
  await hand.write(dialog("정가").getByLabel("이하"), "10000");
  await page.keyboard.press("Enter");
  await expect(dialog("정가").getByText("앞의 숫자가 뒤의 숫자보다 큽니다.")).toBeVisible();
  await hand.write(dialog("정가").getByLabel("이상"), "1만");
  await hand.write(dialog("정가").getByLabel("이하"), "39,900");
  await page.keyboard.press("Enter");
  await page.waitForURL(/f\.price=10000\.\.39900/);
  await expect(button(page, /^정가 10,000 – 39,900/)).toBeFocused();
  const priced = `${cream} and gross_sales / nullif(units, 0) between 10000 and 39900`;
  await shows(priced);

  const ads = bar(page).getByRole("switch", { name: "캠페인만" });
  await hand.press(ads);
  await expect(ads).toBeChecked();
  await page.waitForURL(/f\.ads=1/);
  await shows(`${priced} and campaign is not null`);

  await hand.pick(radio(page, "구분", "상품"));
  await page.waitForURL(/f\.show=product/);
  await expect.poll(async () => (await heads(page))[0]).toMatch(/^상품/);

  await hand.press(button(page, /^지표/));
  // A menu is walked by arrows: ROI is the last but one.
  await expect(page.locator("[role=menu]:focus, [role=menu] :focus")).toBeVisible();
  // The menu moves its focus a moment after a key: two keys at once, as no hand presses them, would both start from the first item.
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitemradio").last()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitemradio", { name: "ROI" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/f\.measure=roi/);
  await expect.poll(async () => (await heads(page)).join()).toMatch(/ROI/);

  await hand.pick(radio(page, "단위", "월"));
  await page.waitForURL(/f\.by=month/);
  await expect(page.getByRole("heading", { level: 2, name: "월별 ROI" })).toBeVisible();
  await shows(`${priced} and campaign is not null`);
}

for (const [how, handOf] of [
  ["mouse", mouse],
  ["keyboard", keys],
] as const)
  test(`a viewer sets each kind of control by ${how}; back, forward and reset replay them`, async ({
    api,
    loginAs,
    sql,
  }) => {
    test.slow();
    const address = await make(api);
    const page = await loginAs("viewer");
    await page.goto(demo().url + address);
    const count = async (where: string) =>
      String((await sql.unsafe(`select count(*) n from commerce.sales where ${HERE} and ${where}`))[0]?.n);
    await walk(page, handOf(page), count);
    const end = page.url();
    const last = await rows(page);

    await page.goBack();
    await expect(radio(page, "단위", "일")).toBeChecked();
    await page.goBack();
    await page.goBack();
    await expect(radio(page, "구분", "브랜드")).toBeChecked();
    await page.goBack();
    await expect(bar(page).getByRole("switch", { name: "캠페인만" })).not.toBeChecked();
    await page.goBack();
    await expect(button(page, /^정가 모두/)).toBeVisible();
    await page.goBack();
    await expect(bar(page).getByRole("textbox", { name: "상품명" })).toHaveValue("");
    await expect.poll(() => rows(page)).toBe(await count("channel in ('naver', 'coupang')"));
    for (let i = 0; i < 6; i++) await page.goForward();
    await expect(page).toHaveURL(end);
    await expect(bar(page).getByRole("textbox", { name: "상품명" })).toHaveValue("크림");
    await expect(radio(page, "단위", "월")).toBeChecked();
    await expect.poll(() => rows(page)).toBe(last);
    await page.reload();
    await expect.poll(() => rows(page)).toBe(last);

    await handOf(page).press(button(page, /^되돌리기$/));
    await expect(page).toHaveURL(demo().url + address);
    await expect.poll(() => rows(page)).toBe(await count("true"));
    await expect(button(page, /^되돌리기$/)).toBeHidden();
  });

test("what the address can't mean is named by its control, and a locked one holds", async ({
  api,
  loginAs,
  sql,
}) => {
  const address = await make(api);
  const page = await loginAs("viewer");
  const bad = new URLSearchParams([
    ["f.show", "sku"],
    ["f.price", "ten.."],
    ["f.product", "x".repeat(201)],
    ["f.ads", "maybe"],
    ["f.campaign", "a"],
    ["f.campaign", "b"],
    ["f.country", "US"],
    ["f.nothing", "1"],
  ]);
  const answer = await page.goto(`${demo().url + address}?${bad}`);
  expect(answer?.status()).toBe(200);
  const notices = page.getByRole("status").filter({ hasText: "구분" });
  for (const text of [
    "‘구분’에는 ‘sku’ 항목이 없어",
    "‘ten..’은(는) ‘정가’에",
    "‘상품명’에서 ‘xxx",
    "‘캠페인만’은(는) 1 또는 0으로",
    "‘캠페인’에는 값을 하나만",
    "‘국가’은(는) 대시보드에서 고정되어 있어 ‘US’",
    "‘f.nothing’ 필터가 없어 ‘1’",
  ])
    await expect(notices).toContainText(text);
  await page.goto(`${demo().url + address}?f.country=US&f.country=JP`);
  const [here] = await sql.unsafe(`select count(*) n from commerce.sales where ${HERE}`);
  await expect.poll(() => rows(page)).toBe(String(here?.n));
  await expect(bar(page).getByText("국가")).toBeVisible();
  await expect(button(page, /국가/)).toHaveCount(0);
});

test("values are offered under the other controls; one without rows stays and can be taken off", async ({
  api,
  loginAs,
  sql,
}) => {
  const address = await make(api);
  const [lone] = await sql.unsafe(
    `select campaign, min(channel) channel from commerce.sales where ${HERE} and campaign is not null
     group by 1 having count(distinct channel) = 1 order by 1 limit 1`,
  );
  const [other] = await sql`
    select channel, count(*)::int n from commerce.sales where channel <> ${lone?.channel} group by 1 order by 2 desc limit 1`;
  const page = await loginAs("viewer");
  const params = new URLSearchParams([
    ["f.channel", other?.channel],
    ["f.campaign", lone?.campaign],
  ]);
  await page.goto(`${demo().url + address}?${params}`);
  await button(page, /^캠페인/).click();
  const list = page.getByRole("dialog", { name: "캠페인", exact: true });
  const gone = list.getByRole("radio", { name: lone?.campaign });
  await expect(gone).toContainText("지금 해당 행 없음");
  await expect(gone).toBeChecked();
  const [offered] = await sql`
    select count(distinct coalesce(campaign, '')) n from commerce.sales
    where date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1
      and country = 'KR' and channel = ${other?.channel}`;
  // Besides those that occur: all, and the one that is chosen.
  await expect(list.getByRole("radio")).toHaveCount(Number(offered?.n) + 2);
  await list.getByRole("radio", { name: "모두" }).click();
  await expect(page).not.toHaveURL(/f\.campaign/);

  // Without cascade all brands are there, whatever else is chosen; Escape gives up and returns the focus.
  const [brands] = await sql`select count(distinct brand) n from commerce.sales`;
  await button(page, /^브랜드/).click();
  const all = page.getByRole("dialog", { name: "브랜드", exact: true });
  await expect(all.getByRole("checkbox")).toHaveCount(Number(brands?.n));
  await expect(all.getByRole("textbox")).toBeFocused();
  await all.getByRole("checkbox").first().check();
  await page.keyboard.press("Escape");
  await expect(button(page, /^브랜드 모두/)).toBeFocused();
  await expect(page).not.toHaveURL(/f\.brand/);
});

test("a widget that filters don't reach says so and keeps its numbers; paper lists what is set", async ({
  api,
  loginAs,
}) => {
  const address = await make(api);
  const page = await loginAs("viewer");
  const whole = page.getByRole("region", { name: "전체" });
  const figures = page.getByRole("region", { name: "수치" });
  await page.goto(demo().url + address);
  await expect(whole.getByRole("definition")).toHaveText(/\d/);
  const before = await whole.getByRole("definition").textContent();
  const narrow = await figures.getByRole("definition").first().textContent();

  await page.goto(`${demo().url + address}?f.channel=naver&f.measure=margin`);
  await expect(figures.getByRole("definition").first()).not.toHaveText(narrow ?? "");
  await expect(whole.getByRole("definition")).toHaveText(before ?? "");
  const mark = whole.getByRole("button", { name: /^적용되지 않는 필터: 기간, 채널, 캠페인, 브랜드/ });
  await tabTo(page, mark);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^적용되지 않는 필터/ })).toBeVisible();
  await whole.scrollIntoViewIfNeeded();
  await page.screenshot({ path: "test-results/controls/mark.png" });
  await page.keyboard.press("Escape");
  await expect(mark).toBeFocused();
  await expect(figures.getByRole("button", { name: /적용되지/ })).toHaveCount(0);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/채널: naver · .*상품명: 모두 · .*지표: 마진/)).toBeVisible();
  await expect(page.getByText(/^적용되지 않는 필터/)).toBeVisible();
});

test("a syllable that is being composed is never looked for", async ({ api, loginAs }) => {
  const address = await make(api);
  const page = await loginAs("viewer");
  const asked: string[] = [];
  page.on("request", (request) => {
    const text = new URL(request.url()).searchParams.get("f.product");
    if (text) asked.push(text);
  });
  await page.goto(demo().url + address);
  const field = bar(page).getByRole("textbox", { name: "상품명" });
  await field.focus();
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "ㅋ", selectionStart: 1, selectionEnd: 1 });
  await input.send("Input.imeSetComposition", { text: "크", selectionStart: 1, selectionEnd: 1 });
  await expect(field).toHaveValue("크");
  expect(asked).toEqual([]);
  await input.send("Input.insertText", { text: "크림" });
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("f.product") === "크림");
  expect([...new Set(asked)]).toEqual(["크림"]);
  await expect(field).toBeFocused();
  // Escape goes back to what is applied.
  await field.fill("다른 것");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("크림");
  await bar(page).getByRole("button", { name: "상품명 지우기" }).click();
  await expect(page).not.toHaveURL(/f\.product/);
});

for (const [theme, locale, width] of [
  ["light", "ko-KR", 1440],
  ["dark", "en-GB", 1440],
  ["dark", "ko-KR", 390],
  ["light", "en-GB", 390],
] as const)
  test(`${theme}, ${locale}, ${width} px: axe finds nothing wrong with controls, and nothing spills over`, async ({
    api,
    browser,
  }) => {
    const address = await make(api);
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale,
      isMobile: width === 390,
      hasTouch: width === 390,
      reducedMotion: "reduce",
    });
    await signIn(context, "viewer");
    await context.addCookies([{ name: "theme", value: theme, url: demo().url }]);
    const page = await context.newPage();
    // The stream of live data keeps the network busy: what is drawn says when the page is there.
    await page.goto(`${demo().url + address}?f.channel=naver&f.product=a&f.price=1..&f.ads=1`);
    await expect(page.getByRole("grid").locator("[data-cell]").first()).toHaveAttribute("tabindex", "0");
    const shot = (name: string) =>
      page.screenshot({ path: `test-results/controls/${name}-${theme}-${locale}-${width}.png` });
    await shot("page");
    const [filters, channel, price] =
      locale === "ko-KR" ? ["필터", /^채널/, /^정가/] : ["Filters", /^Channel/, /^List price/];
    if (width === 390) {
      await page.getByRole("button", { name: new RegExp(`^${filters}`) }).click();
      await expect(page.getByRole("dialog", { name: filters })).toBeVisible();
      await shot("sheet");
    }
    expect(await violations(page)).toEqual([]);
    const place = width === 390 ? page.getByRole("dialog", { name: filters }) : page;
    await place.getByRole("button", { name: channel }).click();
    await expect(page.getByRole("checkbox").first()).toBeVisible();
    await shot("select");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await place.getByRole("button", { name: price }).click();
    await expect(page.getByLabel(locale === "ko-KR" ? "이상" : "From", { exact: true })).toBeFocused();
    await shot("numbers");
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await context.close();
  });
