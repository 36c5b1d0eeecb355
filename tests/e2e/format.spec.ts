import type { Locator, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, signIn, test } from "./fixtures";
import { openQuiet } from "./quiet";

const address = "/d/product-performance";
/** Without its groups: what these tests are about is its rows. */
const FLAT = "t.products.groups=";
const table = (page: Page) => page.getByRole("grid", { name: "상품", exact: true });
const number = (text: string) => Number(text.replace(/[^\d.−-]/g, "").replace("−", "-"));

/** Every cell of a column with its ground, without the total row. */
async function column(page: Page, header: RegExp) {
  const headers = await table(page).getByRole("columnheader").allTextContents();
  const at = headers.findIndex((text) => header.test(text));
  expect(at).toBeGreaterThan(0);
  return table(page)
    .locator("tbody tr")
    .evaluateAll(
      (rows, i) =>
        rows.map((row) => {
          const cell = row.children[i] as HTMLElement;
          return { text: (cell.textContent ?? "").trim(), ground: getComputedStyle(cell).backgroundColor };
        }),
      at,
    );
}
/** What the tokens are in this theme, as the browser writes them. */
const ground = (page: Page, token: string) =>
  page.evaluate((name) => {
    const probe = document.createElement("i");
    probe.style.backgroundColor = `var(${name})`;
    document.body.append(probe);
    const color = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return color;
  }, token);
const editorText = (panel: Locator) =>
  panel.locator(".cm-content").evaluate((content) => content.textContent ?? "");
const openFormats = async (page: Page) => {
  await page
    .getByRole("button", { name: /지표 13개 중 \d+개/ })
    .first()
    .click();
  const panel = page.getByRole("complementary", { name: "표 설정" });
  await panel.getByRole("radio", { name: /조건부 서식/ }).click();
  return panel;
};
const choose = async (page: Page, from: Locator, label: string, option: string) => {
  await from.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};

test("a viewer makes ROI < 0 red and ≥ 50 green, sees it as JSON, changes it there, keeps it", async ({
  loginAs,
  api,
}) => {
  const client = await api("viewer");
  const page = await loginAs("viewer");
  // Enough rows for both ends of ROI.
  await page.goto(`${demo().url}${address}?view=default&${FLAT}&t.products.size=100`);
  const panel = await openFormats(page);
  // From nothing: the dashboard's own rules go first.
  const rules = panel.locator("li button[aria-expanded]");
  await expect(rules).toHaveCount(3);
  for (let left = 3; left > 0; left--) {
    await rules.first().click();
    await panel.getByRole("button", { name: "규칙 삭제" }).click();
    await expect(rules).toHaveCount(left - 1);
  }
  await expect(panel.getByText("아직 규칙이 없습니다", { exact: false })).toBeVisible();

  await panel.getByRole("button", { name: "규칙 추가" }).click();
  await choose(page, panel, "열", "ROI");
  await expect(panel.getByRole("button", { name: "ROI < 0", exact: true })).toBeVisible();
  await panel.getByRole("button", { name: "규칙 추가" }).click();
  await choose(page, panel, "열", "ROI");
  await choose(page, panel, "조건", "이상");
  await panel.getByRole("textbox", { name: "값" }).fill("50");
  await panel.getByRole("button", { name: "초록" }).click();
  await expect(panel.getByRole("button", { name: "ROI ≥ 50", exact: true })).toBeVisible();

  const red = await ground(page, "--neg-soft");
  const green = await ground(page, "--pos-soft");
  const expectColours = async (good: number) =>
    expect
      .poll(async () =>
        (await column(page, /^ROI/)).every(({ text, ground: color }) =>
          number(text) < 0
            ? color === red
            : number(text) >= good
              ? color === green
              : ![red, green].includes(color),
        ),
      )
      .toBe(true);
  await expectColours(50);
  expect((await column(page, /^ROI/)).some(({ ground: color }) => color === green)).toBe(true);

  await panel.getByRole("radio", { name: "JSON" }).click();
  await expect(panel.getByText("스키마에 맞음")).toBeVisible();
  expect(JSON.parse(await editorText(panel))).toEqual([
    {
      column: "roi",
      rules: [
        { condition: "lt", value: 0, style: { tone: "negative" } },
        { condition: "gte", value: 50, style: { tone: "positive" } },
      ],
    },
  ]);

  // Text that is wrong says where, and changes nothing; nor is it lost by looking elsewhere.
  const content = panel.getByRole("textbox", { name: "JSON 규칙" });
  await content.fill('[{ "column": "roi", "rules": [{ "condition": "less", "value": 0, "style": {} }] }]');
  await expect(panel.getByRole("status").first()).toContainText("1행");
  await expect(panel.locator(".cm-lintRange-error")).toHaveText('"less"');
  await expectColours(50);
  await panel.getByRole("radio", { name: "편집기" }).click();
  await expect(panel.getByText("JSON 텍스트에 오류가 있어", { exact: false })).toBeVisible();
  await panel.getByRole("radio", { name: "JSON" }).click();
  await expect(panel.locator(".cm-lintRange-error")).toHaveText('"less"');

  const wanted = [
    {
      column: "roi",
      rules: [
        { condition: "lt", value: 0, style: { tone: "negative" } },
        { condition: "gte", value: 30, style: { tone: "positive" }, icon: "star" },
      ],
    },
  ];
  await content.fill(JSON.stringify(wanted));
  await expectColours(30);
  await expect(table(page).getByRole("img", { name: "별표" }).first()).toBeVisible();
  await panel.getByRole("radio", { name: "편집기" }).click();
  await expect(panel.getByRole("button", { name: "ROI ≥ 30", exact: true })).toBeVisible();
  await panel.getByRole("radio", { name: "YAML" }).click();
  await expect.poll(() => editorText(panel)).toContain("condition: gte");

  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.getByRole("button", { name: /저장하지 않은 변경/ })).toBeHidden();
  await page.goto(demo().url + address);
  await expectColours(30);
  const { data: views } = await (await client.get("/api/v1/dashboards/product-performance/views")).json();
  const own = views.find(({ name }: { name: string | null }) => name === null);
  const { data: saved } = await (await client.get(`/api/v1/views/${own.id}`)).json();
  expect(saved.widgets.products.conditionalFormatting).toEqual(wanted);
  await client.delete(`/api/v1/views/${own.id}`);
});

test("the largest of all rows are marked, not those of the page, and bars share one scale", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("viewer");
  const format = JSON.stringify([
    {
      column: "margin",
      rules: [{ condition: "top_n", value: 3, icon: "star" }, { bar: { tone: "accent" } }],
    },
  ]);
  const url = (sort: string) =>
    `${demo().url}${address}?view=default&${FLAT}&t.products.sort=${sort}&t.products.format=${encodeURIComponent(format)}`;
  await page.goto(url("-margin"));
  const stars = table(page).locator("tbody").getByRole("img", { name: "별표" });
  await expect(stars).toHaveCount(3);
  await page.goto(url("margin"));
  await expect(table(page).locator("tbody [data-bar]").first()).toBeVisible();
  await expect(stars).toHaveCount(0);
  // The lane ends at the largest margin of the whole answer, which is not on this page.
  const [ends] = await sql`
    select max(m)::float8 high, least(0, min(m))::float8 low, min(m)::float8 least from (
      select sum(margin) m from commerce.sales
      where date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1
      group by product) of_product`;
  const width = await table(page)
    .locator("tbody [data-bar] > span:first-child")
    .first()
    .evaluate((bar) => Number.parseFloat((bar as HTMLElement).style.width));
  expect(width).toBeCloseTo((Math.abs(ends?.least) / (ends?.high - ends?.low)) * 100, 1);
});

test("in a grouped table rules tell rows, subtotals and the total apart, and its cells are selected as any others", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  const rule = (on: string, icon: string) => ({ condition: "gt", value: -1e15, on: [on], icon });
  const format = JSON.stringify([
    { column: "margin", rules: [rule("data", "check"), rule("subtotal", "flag"), rule("total", "star")] },
  ]);
  await page.goto(
    `${demo().url}${address}?view=default&t.products.level=all&t.products.format=${encodeURIComponent(format)}`,
  );
  const tree = page.getByRole("treegrid", { name: "상품", exact: true });
  const icons = () =>
    tree.locator("tbody tr, tfoot tr").evaluateAll((rows) =>
      rows.map((row) => ({
        level: row.getAttribute("aria-level"),
        icons: [...row.querySelectorAll("[role=img]")].map((icon) => icon.getAttribute("aria-label")),
        places: [...row.querySelectorAll("[data-cell]")].map((cell) => cell.getAttribute("data-cell")),
      })),
    );
  await expect.poll(async () => (await icons()).some(({ level }) => level === "2")).toBe(true);
  const drawn = await icons();
  const wanted = (level: string | null) => (level === null ? "별표" : level === "1" ? "표시" : "좋음");
  expect(drawn.map((row) => row.icons)).toEqual(drawn.map(({ level }) => [wanted(level)]));
  // Every line has a place, groups and the total too.
  expect(drawn.map(({ places }) => places[0])).toEqual(drawn.map((_, i) => `${i}:0`));

  const cell = (row: number, column: number) => tree.locator(`[data-cell="${row}:${column}"]`);
  const margin = Number(await tree.getByRole("columnheader", { name: /^마진 원/ }).getAttribute("data-head"));
  const number1 = number((await cell(1, margin).textContent()) ?? "");
  await cell(0, margin).click();
  await cell(1, margin).click({ modifiers: ["Shift"] });
  const status = page.getByRole("status", { name: "선택 요약" }).first();
  // A group is what its rows come to: beside one of them it is not added.
  await expect(status).toContainText("개수 1");
  await expect(status).toContainText(`합계 ${number1.toLocaleString("ko").replace("-", "−")}`);
  // Enter closes the group where its name is: what follows is another group, or the total.
  await cell(0, 0).click();
  await cell(0, 0).press("Enter");
  await expect(cell(1, 0).locator("xpath=..")).not.toHaveAttribute("aria-level", "2");
});

test("rules are copied to another column and to the other table, and wait there to be saved", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}${address}?view=default`);
  const panel = await openFormats(page);
  await panel.getByRole("button", { name: "규칙 복사…" }).click();
  const dialog = page.getByRole("dialog", { name: "규칙 복사" });
  await choose(page, dialog, "복사할 열", "ROI");
  await dialog.getByRole("checkbox", { name: "마진율" }).click();
  await dialog.getByRole("group", { name: "이 대시보드의 다른 표" }).getByRole("checkbox").first().click();
  await dialog.getByRole("button", { name: "복사", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: /저장하지 않은 변경 2건/ })).toBeVisible();
  await expect(panel.getByRole("button", { name: "마진율 < 0", exact: true })).toBeVisible();
  const formats = JSON.parse(new URL(page.url()).searchParams.get("t.skus.format") ?? "[]");
  expect(formats.map((one: { column: string }) => one.column)).toEqual(["margin", "roi"]);
});

for (const [theme, locale, width] of [
  ["light", "ko-KR", 1440],
  ["dark", "en-GB", 1440],
  ["light", "en-GB", 390],
  ["dark", "ko-KR", 390],
] as const)
  test(`the format panel, ${theme}, ${locale}, ${width} px: axe finds nothing and nothing spills over`, async ({
    browser,
  }, info) => {
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
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    const formats = [
      {
        column: "roi",
        rules: [
          { condition: "lt", value: 0, style: { tone: "negative" }, icon: "arrow-down", scope: "row" },
          { condition: "gte", value: 50, style: { backgroundColor: "#dcfce7", color: "#15803d" } },
        ],
      },
      { column: "settlement_amount", rules: [{ bar: { tone: "accent" } }] },
      {
        column: "margin",
        rules: [
          {
            scale: {
              points: [
                { at: "min", color: "#ffffff" },
                { at: "max", color: "#7aa7d9" },
              ],
            },
          },
        ],
      },
    ];
    const search = `?view=default&t.products.format=${encodeURIComponent(JSON.stringify(formats))}`;
    await openQuiet(page, demo().url + address + search);
    const ko = locale === "ko-KR";
    await page
      .getByRole("button", { name: ko ? /지표 13개 중/ : /of 13 metrics/ })
      .first()
      .click();
    await page.getByRole("radio", { name: ko ? /조건부 서식/ : /Conditional formatting/ }).click();
    await page.getByRole("button", { name: "ROI ≥ 50", exact: true }).click();
    const look = async (name: string) => {
      await page.screenshot({ path: info.outputPath(`${name}-${theme}-${width}.png`) });
      expect(await violations(page), name).toEqual([]);
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(spill, name).toBeLessThanOrEqual(0);
    };
    await look("editor");
    await page.getByRole("radio", { name: "JSON" }).click();
    await expect(page.locator(".cm-content")).toContainText("settlement_amount");
    await look("json");
    expect(complaints).toEqual([]);
    await context.close();
  });
