import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";

const address = "/d/brand-performance?view=default";
const table = (page: Page) => page.getByRole("grid", { name: "브랜드별 손익" });
const chips = (page: Page) => page.getByRole("list", { name: "이 표의 필터" });
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
const TODAY = `(now() at time zone 'Asia/Seoul')::date`;
/** Days of the dashboard's default range. */
const PERIOD = `date between ${TODAY} - 28 and ${TODAY} - 1`;

const names = (page: Page) => table(page).locator("tbody th").allTextContents();
/** Settlement, margin and ROI of the total line. */
async function total(page: Page): Promise<string[]> {
  const cells = await table(page)
    .getByRole("row", { name: /^총합계/ })
    .getByRole("gridcell")
    .allTextContents();
  return [2, 5, 7].map((at) => digits(cells[at] ?? ""));
}

/** Opens a column's menu by its head. */
async function openMenu(page: Page, column: string) {
  const head = table(page).getByRole("columnheader", { name: new RegExp(`^(\\S+ )?${column}|^${column}`) });
  await head.first().hover();
  await head
    .first()
    .getByRole("button", { name: `${column}: ` })
    .click();
  return page.getByRole("dialog", { name: `${column}: 정렬·고정·필터` });
}

test("quick search: Korean text, only whole syllables are asked, totals are SQL's, and the address keeps it", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  const [brand] = await sql.unsafe(
    `select brand from commerce.sales where ${PERIOD} and brand ~ '^[가-힣]{2}' group by 1 order by sum(settlement_amount) desc limit 1`,
  );
  const part = String(brand?.brand).slice(0, 2);
  const asked: string[] = [];
  page.on("request", (request) => {
    const body = request.postData() ?? "";
    if (request.url().endsWith("/api/v1/query") && body.includes('"search"')) asked.push(body);
  });
  await table(page).locator("[data-cell]").first().focus();
  await page.keyboard.press("/");
  const field = page.getByRole("textbox", { name: "브랜드 검색" });
  await expect(field).toBeFocused();

  // As an input method does it: half a syllable first, then the whole one.
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "ㄷ", selectionStart: 1, selectionEnd: 1 });
  await input.send("Input.imeSetComposition", { text: part.slice(0, 1), selectionStart: 1, selectionEnd: 1 });
  await input.send("Input.insertText", { text: part });
  await page.waitForURL(new RegExp(`t\\.brands\\.search=${encodeURIComponent(part)}`));
  const rows = await sql.unsafe(
    `select brand, sum(settlement_amount)::text s, sum(margin)::text m,
            coalesce(round(sum(margin) * 100.0 / nullif(sum(ad_spend), 0), 1)::text, '') r
     from commerce.sales where ${PERIOD} and brand ilike $1
     group by grouping sets ((brand), ()) order by grouping(brand) desc, sum(settlement_amount) desc nulls last, 1`,
    [`%${part}%`],
  );
  const [whole, ...found] = rows;
  await expect.poll(() => names(page)).toEqual(found.map((row) => row.brand));
  await expect.poll(() => total(page)).toEqual([whole?.s, whole?.m, whole?.r]);
  for (const body of asked) expect(JSON.parse(body).search.text).toBe(part);
  await expect(chips(page)).toContainText(`‘${part}’ 포함`);
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await expect.poll(() => names(page)).toEqual(found.map((row) => row.brand));
  await chips(page)
    .getByRole("button", { name: /필터 지우기|지우기/ })
    .first()
    .click();
  await expect(chips(page)).toBeHidden();
  await expect.poll(async () => (await names(page)).length).toBe(20);
});

test("dates: a preset and “last N” are kept in relative forms, read back as words, and are SQL's days", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  // A dimension the table does not show is filtered once it does.
  await page.goto(`${demo().url + address}&t.brands.dims=date&t.brands.sort=-date`);
  const menu = await openMenu(page, "날짜");
  await menu.getByLabel("필터 방식").selectOption("last7");
  await menu.getByRole("button", { name: "적용" }).click();
  await page.waitForURL(/t\.brands\.q\.date=between:now-7d,now-1d/);
  await expect(chips(page)).toContainText("날짜지난 7일");
  const seven = await sql.unsafe(
    `select to_char(date, 'FMYYYY. FMMM. FMDD.') d from commerce.sales
     where date between ${TODAY} - 7 and ${TODAY} - 1 group by date order by date desc`,
  );
  await expect.poll(() => names(page)).toEqual(seven.map((row) => row.d));

  const again = await openMenu(page, "날짜");
  await expect(again.getByLabel("필터 방식")).toHaveValue("last7");
  await again.getByLabel("필터 방식").selectOption("last");
  await again.getByLabel("기간").fill("0");
  await again.getByRole("button", { name: "적용" }).click();
  await expect(again.getByRole("alert")).toContainText("기간: 1에서 99,999 사이의 정수");
  await expect(again.getByLabel("기간")).toHaveValue("0");
  await again.getByLabel("기간").fill("2");
  await again.getByLabel("단위").selectOption("w");
  await again.getByLabel("기간").press("Enter");
  await page.waitForURL(/t\.brands\.q\.date=between:now-2w\/w,now-1w\/w/);
  await expect(chips(page)).toContainText("지난 2주");
  const weeks = await sql.unsafe(
    `select to_char(date, 'FMYYYY. FMMM. FMDD.') d from commerce.sales
     where date between date_trunc('week', ${TODAY})::date - 14 and date_trunc('week', ${TODAY})::date - 1
     group by date order by date desc`,
  );
  await expect.poll(() => names(page)).toEqual(weeks.map((row) => row.d));
});

test("text: values with counts, none of them, begins with; all by keyboard", async ({ loginAs, sql }) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  const counts = await sql.unsafe(
    `select brand, count(*)::int n from commerce.sales where ${PERIOD} group by 1 order by 2 desc, 1 limit 3`,
  );
  const menu = await openMenu(page, "브랜드");
  const first = counts[0];
  const option = menu
    .getByRole("listitem")
    .filter({ hasText: String(first?.brand) })
    .first();
  await expect(option).toContainText(Number(first?.n).toLocaleString("ko"));
  await menu.getByLabel("필터 방식").selectOption("nin");
  await menu.getByLabel("값 검색").fill(String(first?.brand));
  await expect(menu.getByRole("listitem")).toHaveCount(1);
  await menu.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  expect(await violations(page)).toEqual([]);
  await menu.getByRole("button", { name: "적용" }).press("Enter");
  await page.waitForURL(/t\.brands\.q\.brand=nin:/);
  await expect(chips(page)).toContainText(`${first?.brand} 제외`);
  await expect.poll(() => names(page)).not.toContain(first?.brand);

  const second = String(counts[1]?.brand);
  const again = await openMenu(page, "브랜드");
  await again.getByLabel("필터 방식").selectOption("starts_with");
  await again.getByRole("button", { name: "적용" }).click();
  await expect(again.getByRole("alert")).toContainText("값: 비교할 값을 입력하거나");
  await again.getByLabel("값", { exact: true }).fill(second.slice(0, 2));
  await again.getByLabel("값", { exact: true }).press("Enter");
  await page.waitForURL(/t\.brands\.q\.brand=starts_with:/);
  const begun = await sql.unsafe(
    `select brand from commerce.sales where ${PERIOD} and brand like $1 group by 1
     order by sum(settlement_amount) desc nulls last, 1`,
    [`${second.slice(0, 2)}%`],
  );
  await expect.poll(() => names(page)).toEqual(begun.map((row) => row.brand));
});

test("a measure: a range in 만, what is no number is said and kept, and nothing is a filter too", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  const menu = await openMenu(page, "마진");
  await menu.getByLabel(/이상/).fill("오백");
  await menu.getByRole("button", { name: "적용" }).click();
  await expect(menu.getByRole("alert")).toContainText("‘오백’은(는) 숫자가 아닙니다");
  await expect(menu.getByLabel(/이상/)).toHaveValue("오백");
  await menu.getByLabel(/이상/).fill("1만");
  await menu.getByLabel(/이하/).fill("5천");
  await menu.getByRole("button", { name: "적용" }).click();
  await expect(menu.getByRole("alert")).toContainText("1만이(가) 5천보다 큽니다");
  await menu.getByLabel(/이하/).fill("");
  await menu.getByRole("button", { name: "적용" }).click();
  await page.waitForURL(/t\.brands\.q\.margin=gte:10000/);
  const kept = await sql.unsafe(
    `select brand from commerce.sales where ${PERIOD} group by 1 having sum(margin) >= 10000
     order by sum(settlement_amount) desc nulls last, 1 limit 20`,
  );
  await expect.poll(() => names(page)).toEqual(kept.map((row) => row.brand));
  await expect(chips(page)).toContainText("≥ 10,000");
});

test("several columns sort: shift adds, the order is shown and said, the menu adds too", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url + address}&t.brands.dims=channel,country`);
  await table(page).getByRole("button", { name: /^채널/ }).first().click();
  await page.waitForURL(/t\.brands\.sort=channel/);
  await table(page)
    .getByRole("button", { name: /^마진 원/ })
    .focus();
  await page.keyboard.press("Shift+Enter");
  await page.waitForURL(/t\.brands\.sort=channel,-margin/);
  await expect(table(page).getByRole("button", { name: /^2 ?마진/ })).toBeVisible();
  await expect(page.getByText("채널 오름차순 정렬, 마진 내림차순 정렬")).toBeAttached();
  const menu = await openMenu(page, "ROI");
  await menu.getByRole("button", { name: "다음 기준: 큰 값부터" }).click();
  await page.waitForURL(/t\.brands\.sort=channel,-margin,-roi/);
  const rows = await sql.unsafe(
    `select channel from commerce.sales where ${PERIOD} group by channel, country
     order by channel, sum(margin) desc nulls last limit 20`,
  );
  await expect
    .poll(() => names(page).then((all) => all.filter((_, i) => i % 2 === 0)))
    .toEqual(rows.map((row) => row.channel));
});

test("a table that is whole in the browser sorts and filters at once; a total under a new filter is the engine's", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/channel-performance?view=default`);
  const grid = page.getByRole("grid", { name: "채널", exact: true });
  await expect(grid.locator("tbody th").first()).toBeVisible();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked: string[] = [];
  // Nobody answers until we say so.
  await page.route("**/api/v1/query", async (route) => {
    asked.push(route.request().postData() ?? "");
    await held;
    await route.continue();
  });
  await expect(async () => {
    await grid.getByRole("button", { name: /^마진 원/ }).click();
    await expect(page).toHaveURL(/t\.channels\.sort=-margin/, { timeout: 1000 });
  }).toPass();
  const byMargin = await sql.unsafe(
    `select channel, sum(margin)::text m from commerce.sales where ${PERIOD} group by 1 order by sum(margin) desc nulls last, 1`,
  );
  await expect(grid.locator("tbody th")).toHaveText(byMargin.map((row) => String(row.channel)));
  expect(asked).toEqual([]);

  const least = String(byMargin[2]?.m);
  await grid.getByRole("columnheader", { name: /^마진/ }).first().hover();
  await grid.getByRole("button", { name: "마진: 정렬·고정·필터" }).click();
  const menu = page.getByRole("dialog", { name: "마진: 정렬·고정·필터" });
  await menu.getByLabel(/이상/).fill(least);
  await menu.getByRole("button", { name: "적용" }).click();
  await expect(grid.locator("tbody th")).toHaveText(byMargin.slice(0, 3).map((row) => String(row.channel)));
  const line = grid.getByRole("row", { name: /^총합계/ });
  await expect(line).toHaveAttribute("aria-busy", "true");
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  release();
  await expect(line).not.toHaveAttribute("aria-busy", "true");
  const whole = byMargin.slice(0, 3).reduce((sum, row) => sum + BigInt(String(row.m)), 0n);
  await expect(line).toContainText(whole.toLocaleString("ko").replace("-", "−"));
});

test("the total drills: Enter anywhere on its line says what makes it up, and each part is SQL's", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  await expect(table(page).getByRole("row", { name: /^총합계/ })).toBeVisible();
  await expect(async () => {
    await table(page).locator('[data-cell$=":2"]').last().click();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "채널" }).press("Enter");
  await page.waitForURL(/t\.brands\.groups=channel/);
  const tree = page.getByRole("treegrid", { name: "브랜드별 손익" });
  const channels = await sql.unsafe(
    `select channel, sum(settlement_amount)::text s from commerce.sales where ${PERIOD} group by 1
     order by sum(settlement_amount) desc nulls last, 1`,
  );
  const lines = () =>
    tree
      .locator("tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [row.querySelector("th")?.textContent, row.querySelectorAll("td")[2]?.textContent]),
      );
  await expect
    .poll(async () => (await lines()).map(([name, sum]) => [name, digits(sum ?? "")]))
    .toEqual(channels.map((row) => [row.channel, row.s]));
  const total = tree.getByRole("row", { name: /^총합계/ });
  await total.getByRole("gridcell").nth(2).click({ button: "right" });
  await page.getByRole("menuitem", { name: "한 단계 더 펼치기" }).click();
  await page.waitForURL(/t\.brands\.level=1/);
  await expect(tree.locator('tbody tr[aria-level="2"]').first()).toBeVisible();
});

test("a column that is not shown filters too, on days that move", async ({ loginAs, sql }) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  await page.getByRole("button", { name: "브랜드별 손익 필터 추가" }).click();
  const dialog = page.getByRole("dialog", { name: "브랜드별 손익 필터 추가" });
  await dialog.getByLabel("필터할 열").selectOption({ label: "날짜" });
  await dialog.getByLabel("필터 방식").selectOption("yesterday");
  await dialog.getByRole("button", { name: "적용" }).click();
  await page.waitForURL(/t\.brands\.q\.date=between:now-1d,now-1d/);
  await expect(chips(page)).toContainText("날짜어제");
  const rows = await sql.unsafe(
    `select brand from commerce.sales where date = ${TODAY} - 1 group by 1
     order by sum(settlement_amount) desc nulls last, 1 limit 20`,
  );
  await expect.poll(() => names(page)).toEqual(rows.map((row) => row.brand));
});
