/** A dashboard is read: filtered, chosen on, opened, saved, handed on; whoever opens the address sees what was seen. */
import type { Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

const PERIOD = { from: "2026-06-01", to: "2026-06-30" };
const tree = (page: Page) => page.getByRole("treegrid", { name: "브랜드별 손익" });
const bar = (page: Page) => page.getByRole("region", { name: "필터", exact: true });
const switcher = (page: Page, view: string) => page.getByRole("button", { name: `뷰: ${view}`, exact: true });

/** All that a reader sees of numbers and of what made them. */
const seen = async (page: Page) => ({
  figures: await page.locator('[data-widget-ready="kpis"]').textContent(),
  lines: await tree(page).locator("tbody tr, tfoot tr").allTextContents(),
  // The wide bar; the phone's names the view as well.
  filters: await bar(page).locator("xpath=./div[1]").textContent(),
});
/** The same once the page has come to rest. */
const shows = (page: Page, what: Awaited<ReturnType<typeof seen>>) =>
  expect.poll(() => seen(page), { timeout: 15_000 }).toEqual(what);

test("what one viewer filters, chooses, opens and saves is what another sees at its address; Back and Forward walk through it", async ({
  api,
  browser,
  sql,
}) => {
  const admin = await api("admin");
  const page = await signedIn(browser, await newPerson(admin));
  const start = new URLSearchParams({ ...PERIOD, view: "default", "t.brands.groups": "channel,brand" });
  await page.goto(`${demo().url}/d/brand-performance?${start}`);
  await expect(tree(page).locator('tbody tr[aria-level="1"]').first()).toBeVisible();
  const states = [await seen(page)];

  // Filters: two channels.
  await bar(page).getByRole("button", { name: /^채널/ }).click();
  const list = page.getByRole("dialog", { name: "채널", exact: true });
  for (const value of ["naver", "coupang"])
    await list.getByRole("checkbox", { name: new RegExp(`^${value}`) }).click();
  await list.getByRole("button", { name: "적용" }).click();
  await page.waitForURL((url) => url.searchParams.getAll("f.channel").length === 2);
  await expect(tree(page).locator('tbody tr[aria-level="1"]')).toHaveCount(2);
  states.push(await seen(page));

  // Drills: one channel's brands.
  await tree(page).getByRole("button", { name: "naver 하위 항목" }).click();
  await expect(tree(page).locator('tbody tr[aria-level="2"]').first()).toBeVisible();
  const brands = await sql`
    select count(distinct brand)::int as n from commerce.sales
    where date between ${PERIOD.from} and ${PERIOD.to} and channel = 'naver' and brand is not null`;
  await expect
    .poll(() => tree(page).locator('tbody tr[aria-level="2"]').count())
    .toBeGreaterThanOrEqual(Math.min(20, brands[0]?.n ?? 1));
  states.push(await seen(page));

  // Cross-filters: a brand of it; the figures are that brand's alone.
  await tree(page).locator('tbody tr[aria-level="2"] [data-cell]').first().click();
  await page.keyboard.press("x");
  await page.waitForURL((url) => url.searchParams.has("x.brands"));
  await expect(page.getByRole("list", { name: "위젯에서 선택한 값" })).toBeVisible();
  await expect.poll(async () => (await seen(page)).figures).not.toBe(states[2]?.figures);
  states.push(await seen(page));

  for (const state of [...states].reverse().slice(1)) {
    await page.goBack();
    await shows(page, state);
  }
  for (const state of states.slice(1)) {
    await page.goForward();
    await shows(page, state);
  }

  await switcher(page, "대시보드 기본값").click();
  await page.getByRole("menuitem", { name: /새 이름으로 저장/ }).click();
  const dialog = page.getByRole("dialog", { name: "새 이름으로 저장" });
  await dialog.getByLabel("이름").fill("네이버 주간");
  await dialog.getByRole("button", { name: "뷰 저장" }).click();
  await expect(switcher(page, "네이버 주간")).toBeVisible();
  const last = states.at(-1);
  if (!last) throw new Error("nothing was seen");
  await shows(page, last);
  await page.reload();
  await shows(page, last);

  // The view is nobody else's, so its state goes along in the link.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  await switcher(page, "네이버 주간").click();
  await page.getByRole("menuitem", { name: "지금 화면의 링크 복사" }).click();
  await expect(page.getByText("링크를 복사했습니다").first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await signedIn(browser, await newPerson(admin));
  await other.goto(link);
  await shows(other, last);
  await expect(switcher(other, "대시보드 기본값")).toBeVisible();
});
