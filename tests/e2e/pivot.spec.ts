import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, signIn, test } from "./fixtures";
import { openQuiet } from "./quiet";

const address = "/d/brand-performance?view=default&t.brands.metrics=settlement_amount,margin_rate";
const grid = (page: Page) => page.getByRole("grid", { name: "브랜드별 손익" });
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
/** Days of the dashboard's default range. */
const PERIOD = `date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1`;
const RATE = "coalesce(round(sum(margin) * 100.0 / nullif(sum(settlement_amount), 0), 1)::text, '')";

/** The grid's lines, read at once: each cell's text, by column. */
const cells = (page: Page) =>
  grid(page)
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("[data-cell]")].map((cell) => cell.textContent ?? "")),
    );
/** What heads the columns: text, first column from 1, how many. */
const heads = (page: Page) =>
  grid(page)
    .locator("thead th[scope=colgroup]")
    .evaluateAll((all) =>
      all.map((head) => [
        head.textContent,
        Number(head.getAttribute("aria-colindex")),
        Number(head.getAttribute("aria-colspan")),
      ]),
    );

test("a viewer puts a dimension across: columns by value, row totals and totals are SQL's, sorted by one of them", async ({
  loginAs,
  context,
  sql,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  const page = await loginAs("viewer");
  // Wide enough for all of them: what is out of sight is not drawn.
  await page.setViewportSize({ width: 3800, height: 900 });
  await page.goto(demo().url + address);
  await page.getByRole("button", { name: /지표 13개 중 2개/ }).click();
  const panel = page.getByRole("complementary", { name: "표 설정" });
  await panel.getByRole("button", { name: "채널 열에 놓기" }).click();
  await page.waitForURL(/t\.brands\.pivot=channel/);

  const channels = (
    await sql.unsafe(`select channel, sum(settlement_amount)::text s, ${RATE} r from commerce.sales
      where ${PERIOD} group by 1 order by 1`)
  ).map((row) => [String(row.channel), String(row.s), String(row.r)] as const);
  await expect
    .poll(() => heads(page))
    .toEqual([...channels.map(([name], i) => [name, 2 + 2 * i, 2]), ["합계", 2 + 2 * channels.length, 2]]);
  await expect(grid(page).locator("thead tr")).toHaveCount(2);
  await expect(grid(page).locator("tbody tr").first()).toHaveAttribute("aria-rowindex", "3");

  // The columns' totals and the total of all, ratios of their own sums.
  const [all] = await sql.unsafe(
    `select sum(settlement_amount)::text s, ${RATE} r from commerce.sales where ${PERIOD}`,
  );
  const total = await grid(page).locator("tfoot [data-cell]").allTextContents();
  expect(total.slice(1).map(digits)).toEqual([
    ...channels.flatMap(([, s, r]) => [s, r]),
    String(all?.s),
    String(all?.r),
  ]);

  // By a pivoted column; a row without it comes last, and has nothing there.
  const [last] = channels.at(-1) ?? [""];
  await panel.getByRole("button", { name: "닫기" }).click();
  await grid(page)
    .getByRole("button", { name: `${last} / 정산금액 원`, exact: true })
    .click();
  await expect(page).toHaveURL(/t\.brands\.sort=-settlement_amount/);
  expect(new URL(page.url()).searchParams.get("t.brands.sort")).toBe(`-settlement_amount@["${last}"]`);
  const ordered = await sql.unsafe(
    `select brand, sum(settlement_amount) filter (where channel = '${last}')::text s, sum(settlement_amount)::text t, ${RATE} r
     from commerce.sales where ${PERIOD} group by 1
     order by sum(settlement_amount) filter (where channel = '${last}') desc nulls last, 1 limit 20`,
  );
  const at = 2 * channels.length - 1;
  const expected = ordered.map((row) => [row.brand, row.s ?? "", row.t, row.r]);
  const read = async () =>
    (await cells(page)).map((row) => [row[0], digits(row[at] ?? ""), ...row.slice(-2).map(digits)]);
  await expect.poll(read).toEqual(expected);
  await expect(grid(page).locator(`th[data-head="${at}"]`)).toHaveAttribute("aria-sort", "descending");

  await page.reload();
  await expect.poll(read).toEqual(expected);
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=-settlement_amount%40/);
  await expect.poll(async () => (await heads(page)).length).toBe(channels.length + 1);
  await page.goForward();
  await expect.poll(read).toEqual(expected);

  // Shift adds the row's total, which is its own column.
  await grid(page)
    .getByRole("button", { name: "합계 / 마진율 %", exact: true })
    .click({ modifiers: ["Shift"] });
  await expect
    .poll(() => new URL(page.url()).searchParams.get("t.brands.sort"))
    .toBe(`-settlement_amount@["${last}"],-margin_rate`);

  // Rows on their way would take the selection along.
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await expect.poll(async () => digits((await cells(page))[0]?.[at] ?? "")).toBe(ordered[0]?.s);
  const cell = grid(page).locator(`[data-cell="0:${at}"]`);
  await cell.click({ button: "right" });
  await page.getByRole("menuitem", { name: "머리글과 함께 복사" }).click();
  await expect
    .poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/))
    .toEqual([`${last} / 정산금액 (원)`, ordered[0]?.s]);
});

test("a combination without rows is empty and says so; zero and no value are not", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(
    `${demo().url}/d/brand-performance?view=default&t.brands.metrics=orders&t.brands.pivot=campaign&t.brands.pivot-limit=200&t.brands.sort=brand`,
  );
  await expect(grid(page).locator("thead tr")).toHaveCount(2);
  const [facts] = await sql.unsafe(`
    with found as (select distinct brand, campaign from commerce.sales where ${PERIOD}),
      brands as (select distinct brand from found order by 1 limit 20), campaigns as (select distinct campaign from found)
    select count(*)::int missing from brands cross join campaigns where not exists
      (select from found f where f.brand = brands.brand and f.campaign is not distinct from campaigns.campaign)`);
  expect(facts?.missing).toBeGreaterThan(0);
  await expect(grid(page).locator("tbody td", { hasText: /^해당 행 없음$/ })).toHaveCount(facts?.missing);
  // Rows without a campaign are a value of their own.
  await expect(grid(page).getByRole("columnheader", { name: "(없음)", exact: true })).toBeAttached();
});

test("too many columns are said to be missing, and more come; dates go by a unit", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}&t.brands.pivot=product&t.brands.pivot-limit=10`);
  const note = page.getByText(/^처음 10개 열 묶음만 표시합니다/);
  await expect(note).toBeVisible();
  await page.getByRole("button", { name: "20개까지 보기" }).click();
  await expect(page).toHaveURL(/pivot-limit=20/);
  await expect(page.getByText(/^처음 20개 열 묶음만/)).toBeVisible();

  await page.goto(`${demo().url}${address}&t.brands.pivot=date:month`);
  await expect(grid(page).locator("thead tr")).toHaveCount(2);
  await page.getByRole("button", { name: /지표 13개 중 2개/ }).click();
  const panel = page.getByRole("complementary", { name: "표 설정" });
  await panel.getByLabel("날짜 단위").selectOption({ label: "주" });
  await expect(page).toHaveURL(/pivot=date:week/);
  await expect.poll(async () => (await heads(page)).length).toBeGreaterThan(4);
  // The order of dimensions across, by keyboard; their headings follow.
  await panel.getByRole("button", { name: "채널 열에 놓기" }).click();
  await expect(page).toHaveURL(/pivot=date:week,channel/);
  await expect(grid(page).locator("thead tr")).toHaveCount(3);
  await panel.getByRole("button", { name: "채널 위로" }).first().press("Enter");
  await expect(page).toHaveURL(/pivot=channel,date:week/);
  await panel.getByLabel("행 합계").click();
  await expect(page).toHaveURL(/pivot-totals=0/);
  await expect.poll(async () => (await heads(page)).map(([text]) => text)).not.toContain("합계");
  await panel.getByRole("button", { name: "날짜 열에서 빼기" }).click();
  await panel.getByRole("button", { name: "채널 열에서 빼기" }).click();
  await expect(grid(page).locator("thead tr")).toHaveCount(1);
});

test("of hundreds of columns only heads in sight are drawn: keys, arrows and menus reach all of them", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  await page.goto(
    `${demo().url}/d/brand-performance?view=default&t.brands.metrics=settlement_amount,margin_rate,orders&t.brands.pivot=product&t.brands.pivot-limit=100`,
  );
  await expect(grid(page).locator("thead tr")).toHaveCount(2);
  const total = Number(await grid(page).getAttribute("aria-colcount"));
  expect(total).toBeGreaterThan(60);
  const names = grid(page).locator("thead [data-head]");
  await expect.poll(() => names.count()).toBeLessThan(40);
  await expect.poll(async () => (await heads(page)).length).toBeLessThan(20);

  await grid(page).locator('[data-cell="0:0"]').click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const cell = grid(page).locator(`[data-cell="0:${total - 2}"]`);
  await expect(cell).toBeFocused();
  const head = grid(page).locator(`[data-head="${total - 2}"]`);
  await expect(head).toHaveAttribute("aria-colindex", String(total - 1));
  const left = async (at: typeof cell) => Math.round((await at.boundingBox())?.x ?? Number.NaN);
  expect(await left(cell)).toBe(await left(head));
  expect(await left(grid(page).locator('[data-head="0"]'))).toBe(
    await left(grid(page).locator('[data-cell="0:0"]')),
  );

  // From head to head, also to one that had not been drawn: the first column is frozen, the next far away.
  await page.keyboard.press("ArrowUp");
  await expect(head.getByRole("button").first()).toBeFocused();
  await grid(page).locator('[data-head="0"] button').first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(grid(page).locator('[data-head="1"] button').first()).toBeFocused();
  for (let column = 2; column < 12; column++) {
    await page.keyboard.press("ArrowRight");
    await expect(grid(page).locator(`[data-head="${column}"] button`).first()).toBeFocused();
  }
  const frozen = await grid(page).locator('[data-head="0"]').boundingBox();
  for (let column = 10; column > 3; column--) await page.keyboard.press("ArrowLeft");
  const back = grid(page).locator('[data-head="4"]');
  await expect(back.getByRole("button").first()).toBeFocused();
  // Never beneath what is frozen.
  expect(await left(back)).toBeGreaterThanOrEqual(Math.floor((frozen?.x ?? 0) + (frozen?.width ?? 0)));
  // A head with the focus stays, wherever one scrolls.
  await grid(page)
    .locator("xpath=..")
    .evaluate((scroller) => scroller.scrollTo({ left: scroller.scrollWidth }));
  await expect(grid(page).locator(`[data-head="${total - 3}"]`)).toBeInViewport();
  await expect(grid(page).locator('[data-head="4"] button').first()).toBeFocused();
});

test("a sort by a column that is no more, or never was, leaves the rows as they come", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  const broken = encodeURIComponent('-margin_rate@["2026-01-01","x"],settlement_amount@["gone"]');
  await page.goto(`${demo().url}${address}&t.brands.pivot=channel&t.brands.sort=${broken}`);
  await expect(grid(page).locator("thead tr")).toHaveCount(2);
  const plain = await sql.unsafe(
    `select brand from commerce.sales where ${PERIOD} group by 1 order by 1 limit 20`,
  );
  await expect
    .poll(async () => (await cells(page)).map(([brand]) => brand))
    .toEqual(plain.map((row) => row.brand));
});

test("groups and dimensions are put in order by dragging, and by their arrows", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(
    `${demo().url}${address}&t.brands.groups=channel,campaign&t.brands.dims=brand,country&t.brands.pivot=date:month`,
  );
  await page.getByRole("button", { name: /지표 13개 중 2개/ }).click();
  const panel = page.getByRole("complementary", { name: "표 설정" });
  const item = (list: string, name: string) =>
    panel.getByRole("list", { name: list, exact: true }).getByRole("listitem").filter({ hasText: name });
  await item("그룹", "캠페인").dragTo(item("그룹", "채널"));
  await expect(page).toHaveURL(/t\.brands\.groups=campaign,channel/);
  await item("차원", "국가").dragTo(item("차원", "브랜드"));
  await expect(page).toHaveURL(/t\.brands\.dims=country,brand/);
  await expect(item("차원", "국가")).toHaveJSProperty("draggable", true);
  await item("차원", "국가").getByRole("button", { name: "국가 아래로" }).press("Enter");
  await expect(page).toHaveURL(/t\.brands\.dims=brand,country/);
  await item("그룹", "채널").getByRole("button", { name: "채널 위로" }).press("Enter");
  await expect(page).toHaveURL(/t\.brands\.groups=channel,campaign/);
});

test("parts of a comparison stand under their measure", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(
    `${demo().url}/d/brand-performance?view=default&t.brands.metrics=margin,margin__previous,margin__change,roi`,
  );
  await expect.poll(() => heads(page)).toEqual([["마진", 2, 3]]);
  await expect(grid(page).getByRole("button", { name: "마진 (증감률) %", exact: true })).toHaveText(
    "증감률 %",
  );
});

for (const [theme, width, locale] of [
  ["light", 1440, "ko-KR"],
  ["dark", 390, "en-GB"],
] as const)
  test(`the pack's pivot, ${theme}, ${width} px: axe finds nothing, nothing spills over`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
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
    await openQuiet(page, `${demo().url}/d/channel-performance?view=default`);
    const pivot = page.getByRole("grid", { name: /^(브랜드 × 채널|Brand × channel)/ });
    await expect(pivot.locator("thead tr")).toHaveCount(2);
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    // A heading stays in sight, and the names of the rows before it, when the columns scroll.
    await pivot.evaluate((table) => table.parentElement?.scrollBy({ left: 300 }));
    await expect
      .poll(() =>
        pivot.locator("thead th[scope=colgroup] > span").evaluateAll((all) => {
          const frozen =
            all[0]?.closest("table")?.querySelector("tbody th")?.getBoundingClientRect().right ?? 0;
          const seen = all.filter((one) => {
            const { left, right } = one.closest("th")?.getBoundingClientRect() ?? { left: 0, right: 0 };
            return left < frozen && right > frozen + 110;
          });
          return seen.every((one) => one.getBoundingClientRect().left >= frozen);
        }),
      )
      .toBe(true);
    await context.close();
  });
