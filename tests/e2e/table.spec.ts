import type { Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";

const address = "/d/brand-performance?view=default";
const tree = (page: Page) => page.getByRole("treegrid", { name: "브랜드별 손익" });
const table = (page: Page) => page.getByRole("grid", { name: "브랜드별 손익" });
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
/** Days of the dashboard's default range. */
const PERIOD = `date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1`;

/** The lines shown: level, name, settlement, margin and ROI. Read at once: between two readings they may change. */
async function lines(page: Page) {
  const read = await tree(page)
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => ({
        level: Number(row.getAttribute("aria-level")),
        name: row.querySelector("th")?.textContent ?? null,
        cells: [...row.querySelectorAll("td")].map((cell) => cell.textContent),
      })),
    )
    // Between two pages there are no lines.
    .catch(() => []);
  return read.map(({ level, name, cells }) => ({
    level,
    name,
    numbers: [2, 5, 7].map((at) => digits(cells[at] ?? "")),
  }));
}

test("a viewer groups by channel and brand: every subtotal is SQL's, open groups and levels are in the address", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  await page.getByRole("button", { name: /지표 13개 중 8개/ }).click();
  const panel = page.getByRole("complementary", { name: "표 설정" });
  await panel.getByRole("button", { name: "채널(으)로 묶기" }).click();
  await panel.getByRole("button", { name: "브랜드(으)로 묶기" }).click();
  await page.waitForURL(/t\.brands\.groups=channel,brand/);

  const facts = (by: string, where = "true") =>
    sql.unsafe(`
      select ${by} as name, sum(settlement_amount)::text settlement, sum(margin)::text margin,
             coalesce(round(sum(margin) * 100.0 / nullif(sum(ad_spend), 0), 1)::text, '') roi
      from commerce.sales where ${PERIOD} and ${where}
      group by 1 order by sum(settlement_amount) desc nulls last, 1`);
  const written = (rows: readonly Record<string, string>[], level: number) =>
    rows.map(({ name, settlement, margin, roi }) => ({ level, name, numbers: [settlement, margin, roi] }));
  const channels = await facts("channel");
  await expect.poll(() => lines(page)).toEqual(written(channels as never, 1));

  // The trap: the mean of the channels' ratios is another number than the ratio of all.
  const [total] = await facts("''::text");
  const mean = channels.reduce((sum, row) => sum + Number(row.roi), 0) / channels.length;
  const totalRow = tree(page).getByRole("row", { name: /^총합계/ });
  const shown = (await totalRow.getByRole("gridcell").allTextContents()).map(digits);
  expect([shown[2], shown[5], shown[7]]).toEqual([total?.settlement, total?.margin, total?.roi]);
  expect(mean.toFixed(1)).not.toBe(total?.roi);

  const first = String(channels[0]?.name);
  await panel.getByRole("button", { name: "닫기" }).click();
  await tree(page)
    .getByRole("button", { name: `${first} 하위 항목` })
    .click();
  const inside = await facts("brand", `channel = '${first}'`);
  const expected = [
    ...written(channels.slice(0, 1) as never, 1),
    ...written(inside.slice(0, 50) as never, 2),
  ];
  await expect.poll(async () => (await lines(page)).slice(0, expected.length)).toEqual(expected);
  expect(page.url()).toContain(`t.brands.open=${first}`);
  await page.reload();
  await expect.poll(async () => (await lines(page)).slice(0, expected.length)).toEqual(expected);
  await page.goBack();
  await expect.poll(() => lines(page)).toEqual(written(channels as never, 1));

  // All at once: one question, whose subtotals are the groups' lines.
  await page.getByRole("button", { name: "브랜드별 손익 더 보기" }).click();
  await page.getByRole("menuitem", { name: "모두 펼치기" }).click();
  await page.waitForURL(/t\.brands\.level=all/);
  const page1 = [...written(channels.slice(0, 1) as never, 1), ...written(inside.slice(0, 20) as never, 2)];
  await expect.poll(async () => (await lines(page)).slice(0, page1.length)).toEqual(page1);
});

test("rows drill down their hierarchy in place and into it, and Back undoes each step", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  await page.goto(demo().url + address);
  const [brand] = await sql.unsafe(
    `select brand from commerce.sales where ${PERIOD} group by 1 order by sum(settlement_amount) desc, 1 limit 1`,
  );
  const name = String(brand?.brand);
  const named = (by: string, where: string) =>
    sql.unsafe(
      `select ${by} as name from commerce.sales where ${PERIOD} and ${where} group by 1
       order by sum(settlement_amount) desc nulls last, 1 limit 50`,
    );
  const products = (await named("product", `brand = '${name}'`)).map((row) => String(row.name));
  const names = async () => (await lines(page)).map((line) => line.name);

  // Opening twice is opening once: a key before the page listens is pressed again.
  await expect(async () => {
    await page.getByRole("button", { name: `${name} 하위 항목` }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(tree(page)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect.poll(async () => (await names()).slice(0, products.length + 1)).toEqual([name, ...products]);
  const product = products[0] ?? "";
  await tree(page)
    .getByRole("button", { name: `${product} 하위 항목` })
    .click();
  const skus = (await named("sku", `brand = '${name}' and product = '${product}'`)).map((row) =>
    String(row.name),
  );
  await expect
    .poll(async () => (await lines(page)).slice(2, skus.length + 2).map((line) => [line.level, line.name]))
    .toEqual(skus.map((sku) => [3, sku]));

  await tree(page)
    .getByRole("button", { name: `${name} 안으로 들어가기` })
    .click();
  await page.waitForURL(/t\.brands\.into=/);
  const steps = page.getByRole("navigation", { name: "표에서 현재 위치" });
  await expect(steps.getByText(name)).toBeVisible();
  await expect.poll(async () => (await names())[0]).toBe(product);
  const [whole] = await sql.unsafe(
    `select sum(settlement_amount)::text s from commerce.sales where ${PERIOD} and brand = '${name}'`,
  );
  const total = tree(page)
    .getByRole("row", { name: /^총합계/ })
    .getByRole("gridcell")
    .nth(2);
  await expect.poll(async () => digits(await total.textContent())).toBe(whole?.s);
  await page.reload();
  await expect(steps.getByText(name)).toBeVisible();
  await page.goBack();
  await expect(steps).toBeHidden();
  await expect.poll(async () => (await names())[0]).toBe(name);
});

test("a filter on a measure keeps the same rows whatever is grouped or open", async ({ loginAs, sql }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}&t.brands.groups=channel,brand&t.brands.q.margin=lt:0`);
  const rows = await sql.unsafe(`
    select channel as name, sum(s)::text settlement, sum(m)::text margin from (
      select channel, brand, sum(settlement_amount) s, sum(margin) m from commerce.sales
      where ${PERIOD} group by 1, 2 having sum(margin) < 0) kept
    group by 1 order by sum(s) desc nulls last, 1`);
  expect(rows.length).toBeGreaterThan(0);
  await expect
    .poll(async () => (await lines(page)).map((line) => [line.name, line.numbers[0], line.numbers[1]]))
    .toEqual(rows.map((row) => [row.name, row.settlement, row.margin]));
});

test("groups, names and formats are kept by a view, beside the default", async ({ loginAs, api }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}&t.brands.groups=channel,brand`);
  await tree(page)
    .getByRole("button", { name: /^마진 원/ })
    .hover();
  await tree(page).getByRole("button", { name: "마진: 정렬·고정·필터" }).click();
  await page.getByText("이름과 형식").click();
  await page.getByLabel("이름", { exact: true }).fill("손익");
  await page.getByLabel("이름", { exact: true }).press("Enter");
  await page.getByLabel("단위").selectOption({ label: "만·억" });
  await expect(tree(page).getByRole("columnheader", { name: /^손익/ })).toBeVisible();
  await page.keyboard.press("Escape");
  // By a name: the viewer's own state would be what every other test of theirs begins with.
  await page.getByRole("button", { name: /^뷰: / }).click();
  await page.getByRole("menuitem", { name: "새 이름으로 저장…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("이름").fill("채널별 손익");
  await dialog.getByRole("button", { name: "뷰 저장" }).click();
  await page.waitForURL(/[?&]view=[0-9a-f-]{36}/);
  const id = new URL(page.url()).searchParams.get("view");
  expect(page.url()).not.toContain("t.brands");

  await page.goto(`${demo().url}/d/brand-performance?view=${id}`);
  await expect(tree(page).getByRole("columnheader", { name: /^손익/ })).toBeVisible();
  const margin = tree(page).locator("tbody").getByRole("row").first().getByRole("gridcell").nth(5);
  await expect(margin).toHaveText(/[만억]/);
  await page.goto(demo().url + address);
  await expect(table(page)).toBeVisible();
  await (await api("viewer")).delete(`/api/v1/views/${id}`);
});

test("a refresh asks anew for what is inside open groups, too", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}&t.brands.groups=channel,brand&t.brands.open=naver`);
  await expect.poll(async () => (await lines(page)).some(({ level }) => level === 2)).toBe(true);
  const inside = page.waitForRequest(
    (request) =>
      request.url().endsWith("/api/v1/query") && (request.postData() ?? "").includes('"values":["naver"]'),
  );
  await page.keyboard.press("r");
  await inside;
  expect((await lines(page)).some(({ level }) => level === 2)).toBe(true);
});
