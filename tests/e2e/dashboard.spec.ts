import type { Page } from "@playwright/test";
import { FIRST_DESIGN_CONFIG } from "../../lib/dashboards/sample-spec.fixture";
import { demo, expect, test } from "./fixtures";

const address = "/d/brand-performance";
const table = (page: Page) => page.getByRole("grid", { name: "브랜드별 손익" });
const brands = (page: Page) => table(page).getByRole("rowheader");
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
/** The total row's cells, in the order of the columns. */
const totals = async (page: Page) =>
  (
    await table(page)
      .getByRole("row", { name: /^총합계/ })
      .getByRole("gridcell")
      .allTextContents()
  ).map(digits);

test("a viewer opens the dashboard: its numbers are those of SQL, and the address holds what they choose", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url);
  await page
    .getByRole("region", { name: "모든 대시보드" })
    .getByRole("link", { name: "브랜드 성과" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "브랜드 성과" })).toBeVisible();
  await expect(brands(page)).toHaveCount(20 + 1);

  const [span] = await sql`select ((now() at time zone 'Asia/Seoul')::date - 1)::text as until`;
  const facts = (channels: string[] | null) => sql`
    select sum(orders)::text orders, sum(settlement_amount)::text settlement, sum(margin)::text margin,
           round(sum(margin) * 100.0 / nullif(sum(ad_spend), 0), 1)::text roi, count(distinct brand)::int brands
    from commerce.sales where date between ${span?.until}::date - 27 and ${span?.until}
      and (${channels}::text[] is null or channel = any(${channels}))`;
  const [whole] = await facts(null);
  const shown = await totals(page);
  expect([shown[0], shown[2], shown[5], shown[7]]).toEqual([
    whole?.orders,
    whole?.settlement,
    whole?.margin,
    whole?.roi,
  ]);
  const kpis = page.getByRole("region", { name: "핵심 지표" });
  await expect(kpis.getByText(`${whole?.roi}%`)).toBeVisible();

  await page.getByRole("button", { name: /^채널/ }).click();
  await page.getByRole("checkbox", { name: "naver" }).check();
  await page.getByRole("checkbox", { name: "coupang" }).check();
  await page.getByRole("button", { name: "적용" }).click();
  await page.waitForURL(/f\.channel=coupang/);
  const [part] = await facts(["naver", "coupang"]);
  await expect.poll(async () => (await totals(page))[2]).toBe(part?.settlement);
  await expect(kpis.getByText(`${part?.roi}%`)).toBeVisible();
  await expect(page.getByRole("list", { name: "계열" }).getByRole("listitem")).toHaveCount(2);

  // Sorted where the data is: the smallest margin of all brands, not of the page.
  await table(page).getByRole("button", { name: "마진 원" }).click();
  await table(page).getByRole("button", { name: "마진 원" }).click();
  const [least] = await sql`
    select brand from commerce.sales where date between ${span?.until}::date - 27 and ${span?.until}
      and channel in ('naver', 'coupang') group by brand order by sum(margin), brand limit 1`;
  await expect(table(page).getByRole("columnheader", { name: /^마진 원/ })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect(brands(page).first()).toHaveText(least?.brand);
  await page.getByRole("button", { name: "다음 페이지" }).click();
  await expect(brands(page).first()).not.toHaveText(least?.brand);
  await expect(page.getByText(`21–40 / ${part?.brands}`)).toBeVisible();
  const second = await brands(page).allTextContents();

  await page.reload();
  await expect(page.getByText(`21–40 / ${part?.brands}`)).toBeVisible();
  expect(await brands(page).allTextContents()).toEqual(second);
  await page.goBack();
  await expect(page.getByText(`1–20 / ${part?.brands}`)).toBeVisible();
  await expect(brands(page).first()).toHaveText(least?.brand);
});

test("the date range narrows every widget and survives reload", async ({ loginAs, sql }) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  await page.getByRole("button", { name: /^기간/ }).click();
  await page.getByRole("button", { name: "최근 7일" }).click();
  await page.waitForURL(/from=now-7d/);
  const [week] = await sql`
    select sum(settlement_amount)::text s from commerce.sales
    where date between (now() at time zone 'Asia/Seoul')::date - 7 and (now() at time zone 'Asia/Seoul')::date - 1`;
  await expect.poll(async () => (await totals(page))[2]).toBe(week?.s);
  await page.reload();
  await expect.poll(async () => (await totals(page))[2]).toBe(week?.s);
});

test("what the address can't mean is ignored with a notice, and never a crash", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  for (const bad of [
    "?from=banana&to=2026-01-01",
    "?from=2026-02-01&to=2026-01-01",
    "?f.nope=1&f.channel=%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "?t.brands.sort=-nope&t.brands.page=-3&t.brands.metrics=nope",
    "?view=not-a-view",
  ]) {
    const answer = await page.goto(demo().url + address + bad);
    expect(answer?.status(), bad).toBe(200);
    await expect(page.getByRole("heading", { level: 1, name: "브랜드 성과" })).toBeVisible();
  }
  await page.goto(`${demo().url}${address}?from=banana&to=2026-01-01`);
  await expect(page.getByText(/banana/)).toBeVisible();
  await expect(brands(page)).toHaveCount(20 + 1);
});

test("no rows: the table says why and offers to take the filter away", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}?f.channel=no-such-channel`);
  await expect(table(page).getByText("조건에 맞는 행이 없습니다", { exact: true })).toBeVisible();
});

test("an editor saves a view: it is back after reload, and another person has the default", async ({
  loginAs,
  browser,
  sql,
}) => {
  const page = await loginAs("editor");
  await page.goto(`${demo().url}${address}?view=default`);
  await page.getByRole("button", { name: /지표 13개 중 8개/ }).click();
  const panel = page.getByRole("complementary", { name: "표 설정" });
  await panel.getByRole("checkbox", { name: "ROAS" }).click();
  for (const metric of ["주문", "판매금액", "원가", "광고비"])
    await panel.getByRole("checkbox", { name: metric, exact: true }).click();
  await panel.getByRole("button", { name: "닫기" }).click();
  await table(page).getByRole("button", { name: "ROAS %" }).click();
  await expect(table(page).getByRole("columnheader", { name: /^ROAS/ })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await expect(page.getByRole("button", { name: /저장하지 않은 변경 2건/ })).toBeVisible();
  const [best] = await sql`
    select brand from commerce.sales
    where date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1
    group by brand order by sum(settlement_amount)::float8 / nullif(sum(ad_spend), 0) desc nulls last limit 1`;
  await expect(brands(page).first()).toHaveText(best?.brand);
  const rows = await brands(page).allTextContents();
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.getByRole("button", { name: /저장하지 않은 변경/ })).toBeHidden();
  // At once, without a reload.
  await expect(page.getByRole("button", { name: "뷰: 내 뷰" })).toBeVisible();
  expect(await brands(page).allTextContents()).toEqual(rows);

  await page.goto(demo().url + address);
  await expect(page.getByRole("button", { name: "뷰: 내 뷰" })).toBeVisible();
  const headers = ["정산금액 원", "마진 원", "마진율 %", "ROI %", "ROAS %"];
  for (const header of headers) await expect(table(page).getByRole("button", { name: header })).toBeVisible();
  await expect(table(page).getByRole("columnheader")).toHaveCount(1 + headers.length);
  expect(await brands(page).allTextContents()).toEqual(rows);

  const other = await browser.newContext({ locale: "ko-KR" });
  const { signIn } = await import("./fixtures");
  await signIn(other, "viewer");
  const theirs = await other.newPage();
  await theirs.goto(demo().url + address);
  await expect(theirs.getByRole("button", { name: "뷰: 대시보드 기본값" })).toBeVisible();
  await expect(table(theirs).getByRole("columnheader")).toHaveCount(1 + 8);
  await other.close();
});

test("the first design's table document goes in as it stands, and colours the table", async ({
  api,
  loginAs,
}) => {
  const client = await api("auditor");
  const answer = await client.post("/api/v1/dashboards/brand-performance/views", {
    data: { name: "003", scope: "personal", widgets: { brands: JSON.parse(FIRST_DESIGN_CONFIG) } },
  });
  expect(answer.status()).toBe(201);
  const { id, widgets } = (await answer.json()).data;
  expect(widgets.brands).toEqual(JSON.parse(FIRST_DESIGN_CONFIG));
  const page = await loginAs("auditor");
  await page.goto(`${demo().url}${address}?view=${id}`);
  await expect(table(page).getByRole("columnheader")).toHaveCount(1 + 3);
  const cells = table(page).getByRole("gridcell");
  const colours = await cells.evaluateAll((all) =>
    all.map((cell) => [cell.textContent ?? "", getComputedStyle(cell).backgroundColor] as const),
  );
  const roi = colours.filter((_, i) => i % 3 === 2).slice(0, 20);
  for (const [text, background] of roi) {
    const value = Number(digits(text));
    const expected = value < 0 ? "rgb(254, 226, 226)" : value >= 50 ? "rgb(220, 252, 231)" : null;
    if (expected) expect(background, text).toBe(expected);
    else expect(["rgb(254, 226, 226)", "rgb(220, 252, 231)"], text).not.toContain(background);
  }
  expect(roi.some(([text]) => Number(digits(text)) < 0)).toBe(true);
  await client.delete(`/api/v1/views/${id}`);
});

test("a broken widget shows which part, while the others work", async ({ api, loginAs, sql }) => {
  const client = await api("admin");
  const { data: source } = await (await client.get("/api/v1/dashboards/brand-performance")).json();
  const slug = "broken-widget";
  const made = await client.post("/api/v1/dashboards", { data: { ...source, slug, name: "Broken" } });
  expect(made.status()).toBe(201);
  // A measure the dataset has lost since: the document was right when it was published.
  await sql`update dashboards set config = jsonb_set(config, '{widgets,0,measures,0}', '"gone_measure"') where slug = ${slug}`;
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/${slug}`);
  await expect(page.getByRole("region", { name: "핵심 지표" }).getByText(/gone_measure/)).toBeVisible();
  await expect(brands(page)).toHaveCount(20 + 1);
  await client.delete(`/api/v1/dashboards/${slug}`);
});

test("the period is the last so many whole weeks, days that move along; a number that is none is told", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/brand-performance?view=default`);
  const period = page.getByRole("button", { name: /^기간: / });
  await period.click();
  const form = page.getByRole("form", { name: "지난 며칠·몇 주·몇 개월" });
  const count = form.getByRole("textbox", { name: "기간" });
  await count.fill("0");
  await form.getByRole("combobox", { name: "단위" }).selectOption("w");
  await form.getByRole("button", { name: "적용" }).click();
  await expect(form.getByText(/1에서 99,999 사이의 정수/)).toBeVisible();
  await count.fill("3");
  await form.getByRole("button", { name: "적용" }).click();
  await page.waitForURL((url) => url.searchParams.get("from") === "now-3w/w");
  expect(new URL(page.url()).searchParams.get("to")).toBe("now-1w/w");
  await period.click();
  await expect(count).toHaveValue("3");
  await expect(form.getByRole("combobox", { name: "단위" })).toHaveValue("w");
});
