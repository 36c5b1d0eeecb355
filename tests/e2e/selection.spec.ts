import type { Locator, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, signIn, test } from "./fixtures";

const address = "/d/brand-performance?view=default";
const grid = (page: Page) => page.getByRole("grid", { name: "브랜드별 손익" });
const status = (page: Page) => page.getByRole("status", { name: "선택 요약" });
const digits = (text: string | null) => (text ?? "").replace(/[^\d−-]/g, "").replace("−", "-");
const won = (value: bigint) => value.toLocaleString("ko").replace("-", "−");
/** A column's place, as the grid counts them. */
const placeOf = async (page: Page, name: RegExp) =>
  Number(await grid(page).getByRole("columnheader", { name }).getAttribute("data-head"));
const cell = (page: Page, row: number, column: number): Locator =>
  grid(page).locator(`[data-cell="${row}:${column}"]`);
const clipboard = (page: Page) =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) =>
      item?.types.includes(type) ? (await item.getType(type)).text() : "";
    return { plain: await read("text/plain"), html: await read("text/html") };
  });

async function open(page: Page) {
  await page.goto(demo().url + address);
  // Painted by the browser's script: before, keys go nowhere.
  await expect(cell(page, 0, 0)).toHaveAttribute("tabindex", "0");
  const brands = await grid(page).getByRole("rowheader").allTextContents();
  const margin = await placeOf(page, /^마진 원/);
  return { brands: brands.slice(0, -1), margin };
}

test("a range by mouse: its sum is that of SQL, and both flavours of a copy hold it", async ({
  loginAs,
  context,
  sql,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  const page = await loginAs("viewer");
  const { brands, margin } = await open(page);
  const facts = await sql<{ brand: string; margin: string }[]>`
    select brand, sum(margin)::text margin from commerce.sales
    where date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1
      and brand = any(${brands.slice(1, 5)}) group by brand`;
  expect(facts).toHaveLength(4);
  const values = brands.slice(1, 5).map((brand) => BigInt(facts.find((f) => f.brand === brand)?.margin ?? 0));

  await cell(page, 1, margin).hover();
  await page.mouse.down();
  await cell(page, 4, margin).hover();
  await page.mouse.up();
  const sum = won(values.reduce((a, b) => a + b));
  const ordered = [...values].sort((a, b) => Number(a - b));
  await expect(status(page)).toContainText("선택 4행 × 1열");
  await expect(status(page)).toContainText(`합계 ${sum}`);
  await expect(status(page)).toContainText("개수 4");
  await expect(status(page)).toContainText(`최소 ${won(ordered.at(0) ?? 0n)}`);
  await expect(status(page)).toContainText(`최대 ${won(ordered.at(-1) ?? 0n)}`);
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(4);
  await expect(cell(page, 1, margin)).toBeFocused();

  await page.keyboard.press("Control+c");
  await expect(status(page)).toContainText("복사했습니다");
  const bare = await clipboard(page);
  expect(bare.plain.split(/\r?\n/)).toEqual(values.map(String));
  for (const value of values) expect(bare.html).toMatch(new RegExp(`<td[^>]*>${value}</td>`));

  // Shift reaches back to the brands; ctrl adds a range; Escape leaves one cell.
  await cell(page, 2, 0).click({ modifiers: ["Shift"] });
  await expect(status(page)).toContainText(`선택 2행 × ${margin + 1}열`);
  await cell(page, 6, margin).click({ modifiers: ["Control"] });
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(2 * (margin + 1) + 1);
  await page.keyboard.press("Escape");
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(1);

  // A whole column, without its total in the sum.
  await grid(page)
    .getByRole("columnheader", { name: /^마진 원/ })
    .click({ modifiers: ["Control"] });
  await expect(status(page)).toContainText(`선택 ${brands.length + 1}행 × 1열`);
  await expect(status(page)).toContainText(`개수 ${brands.length}`);
  await expect(status(page)).toContainText("합계 행 제외");
  // Ratios are not added up.
  await cell(page, 0, await placeOf(page, /^ROI/)).click();
  await cell(page, 3, await placeOf(page, /^ROI/)).click({ modifiers: ["Shift"] });
  await expect(status(page)).toContainText("단순 평균");
  await expect(status(page)).not.toContainText("합계");
});

test("all by keyboard: move, extend, copy with headers from the menu, filter to a value", async ({
  loginAs,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  const page = await loginAs("viewer");
  const { brands, margin } = await open(page);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Home");
  await expect(cell(page, 1, 0)).toBeFocused();
  await expect(grid(page).locator('[data-cell][tabindex="0"]')).toHaveCount(1);
  for (let i = 0; i < margin; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  const shown = await Promise.all([1, 2, 3].map((row) => cell(page, row, margin).textContent()));
  const sum = shown.map((text) => BigInt(digits(text))).reduce((a, b) => a + b);
  await expect(status(page)).toContainText(`합계 ${won(sum)}`);

  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await menu.getByRole("menuitem", { name: "머리글과 함께 복사" }).press("Enter");
  await expect(menu).toBeHidden();
  await expect(cell(page, 1, margin)).toBeFocused();
  expect((await clipboard(page)).plain.split(/\r?\n/)).toEqual(["마진 (원)", ...shown.map(digits)]);

  // Composing a syllable is not moving, and a letter is no shortcut of the grid.
  await cell(page, 1, margin).dispatchEvent("keydown", { key: "ArrowDown", isComposing: true });
  await expect(cell(page, 1, margin)).toBeFocused();
  await page.keyboard.press("Control+a");
  await expect(status(page)).toContainText(`선택 ${brands.length + 1}행`);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  await expect(grid(page).getByRole("columnheader").first().getByRole("button").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, 0, 0)).toBeFocused();

  // Text within a cell by F2, as in a spreadsheet.
  await page.keyboard.press("F2");
  expect(await page.evaluate(() => window.getSelection()?.toString())).toBe(brands[0]);
  await page.keyboard.press("Escape");

  await page.keyboard.press("ContextMenu");
  await page.getByRole("menuitem", { name: "이 값만 보기" }).press("Enter");
  await expect(grid(page).getByRole("rowheader")).toHaveText([brands[0] ?? "", /^총합계/]);
});

test("find goes to the page that holds a row, and back", async ({ loginAs, sql }) => {
  const page = await loginAs("viewer");
  const { brands } = await open(page);
  const all = await sql<{ brand: string }[]>`
    select brand from commerce.sales
    where date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1
    group by brand`;
  const far = all.map(({ brand }) => brand).find((brand) => !brands.includes(brand)) ?? "";
  const holding = all.filter(({ brand }) => brand.toLowerCase().includes(far.toLowerCase()));
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Control+f");
  const field = page.getByRole("textbox", { name: "모든 행에서 찾기" });
  await expect(field).toBeFocused();
  await field.fill(far);
  await expect(
    page.getByText(holding.length === 1 ? "1건" : `${holding.length}건`, { exact: true }),
  ).toBeVisible();
  await field.press("Enter");
  await expect(page.getByText(`${holding.length}건 중 1번째`)).toBeVisible();
  const found = grid(page).locator('[data-found="current"]');
  await expect(found).toContainText(far);
  await expect(field).toBeFocused();
  expect(new URL(page.url()).searchParams.get("t.brands.page")).not.toBeNull();
  await field.press("Escape");
  await expect(field).toBeHidden();
  await expect(grid(page).locator("[data-active]:focus")).toContainText(far);
});

for (const [theme, locale, width] of [
  ["light", "ko-KR", 1440],
  ["dark", "en-GB", 390],
] as const)
  test(`a selection with its menu and find, ${theme}, ${width} px: axe finds nothing, nothing spills over`, async ({
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
    await context.addCookies([{ name: "theme", value: theme, url: demo().url }]);
    const page = await context.newPage();
    await page.goto(demo().url + address);
    const table = page.getByRole("grid").first();
    const first = table.locator('[data-cell="0:1"]');
    await expect(table.locator('[data-cell="0:0"]')).toHaveAttribute("tabindex", "0");
    await first.click();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+f");
    // The bar comes when it is wanted, and takes the focus then.
    await expect(page.locator("input:focus")).toBeVisible();
    await page.keyboard.type("a");
    await first.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowDown");
    const check = async () => {
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
    };
    await check();
    await page.screenshot({ path: `test-results/selection-${theme}-${width}.png` });
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menu")).toBeVisible();
    await expect(page.getByRole("menuitem", { name: /^(표에서 찾기|Find in table)/ })).toBeInViewport({
      ratio: 1,
    });
    await check();
    await page.screenshot({ path: `test-results/selection-menu-${theme}-${width}.png` });
    await context.close();
  });
