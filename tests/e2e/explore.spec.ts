import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, signIn, test } from "./fixtures";

const grid = (page: Page) => page.getByRole("grid", { name: "매출 결과" });
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
/** The grid's lines, read at once: each cell's text, by column. */
const cells = (page: Page) =>
  grid(page)
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("[data-cell]")].map((cell) => cell.textContent ?? "")),
    );
const numbers = async (page: Page) =>
  (await cells(page)).map(([name, ...rest]) => [name, ...rest.map(digits)]);
/** Days of the page's default range. */
const PERIOD = `date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1`;
const ROI = "coalesce(round(sum(margin) * 100.0 / nullif(sum(ad_spend), 0), 1)::text, '')";
const fields = (page: Page) => page.getByRole("complementary", { name: "필드" });
const choose = (page: Page, name: string) =>
  fields(page).getByRole("checkbox", { name, exact: true }).click();
const asked = (page: Page, question: (url: URL) => boolean) => page.waitForURL((url) => question(url));

test("an editor picks fields, filters, sorts and turns one across: the numbers are SQL's, the address holds it all", async ({
  loginAs,
  sql,
}) => {
  const page = await loginAs("editor");
  await page.goto(`${demo().url}/`);
  await page.getByRole("navigation", { name: "주 메뉴" }).getByRole("link", { name: "탐색" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "탐색" })).toBeVisible();

  const questions: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/query")) questions.push(request.postData() ?? "");
  });
  await page.getByRole("link", { name: "매출", exact: true }).click();
  await expect(page.getByText("필드를 고르십시오")).toBeVisible();
  expect(questions).toEqual([]);

  await choose(page, "채널");
  await choose(page, "마진");
  await choose(page, "ROI");
  await asked(page, (url) => url.searchParams.get("t.x.metrics") === "margin,roi");
  const by = (where: string, order: string) =>
    sql.unsafe(
      `select channel, sum(margin)::text m, ${ROI} r from commerce.sales where ${PERIOD} and ${where} group by 1 order by ${order}`,
    );
  const rows = (found: Awaited<ReturnType<typeof by>>) => found.map((row) => [row.channel, row.m, row.r]);
  await expect.poll(() => numbers(page)).toEqual(rows(await by("true", "1")));
  expect(questions.length).toBeGreaterThan(0);

  // By the keyboard, in another order.
  await fields(page).getByRole("button", { name: "ROI 위로" }).press("Enter");
  await asked(page, (url) => url.searchParams.get("t.x.metrics") === "roi,margin");
  await page.goBack();
  await asked(page, (url) => url.searchParams.get("t.x.metrics") === "margin,roi");

  await grid(page).getByRole("button", { name: "마진 원", exact: true }).click();
  await expect.poll(() => numbers(page)).toEqual(rows(await by("true", "sum(margin) desc")));

  await page.getByRole("button", { name: /필터 추가/ }).click();
  const editor = page.getByRole("dialog", { name: /필터 추가/ });
  await editor.getByLabel("필터할 열").selectOption({ label: "국가" });
  await editor.getByRole("checkbox", { name: "KR" }).check();
  await editor.getByRole("button", { name: "적용" }).click();
  const filtered = rows(await by("country = 'KR'", "sum(margin) desc"));
  await expect.poll(() => numbers(page)).toEqual(filtered);

  await page.reload();
  await expect.poll(() => numbers(page)).toEqual(filtered);
  await page.goBack();
  await expect.poll(() => numbers(page)).toEqual(rows(await by("true", "sum(margin) desc")));
  await page.goForward();
  await expect.poll(() => numbers(page)).toEqual(filtered);

  await choose(page, "국가");
  await fields(page).getByRole("button", { name: "국가 열에 놓기" }).click();
  await asked(page, (url) => url.searchParams.get("t.x.pivot") === "country");
  await expect(grid(page).getByRole("columnheader", { name: "KR", exact: true })).toBeVisible();
  await fields(page).getByRole("button", { name: "국가 빼기" }).click();
  await expect.poll(() => numbers(page)).toEqual(filtered);
});

test("days go by a unit, and a comparison shows beside each measure", async ({ loginAs, sql }) => {
  const page = await loginAs("editor");
  await page.goto(`${demo().url}/explore/sales?t.x.dims=date&t.x.metrics=margin`);
  await fields(page).getByLabel("날짜 단위").selectOption({ label: "월" });
  await asked(page, (url) => url.searchParams.get("grain.date") === "month");
  const months = await sql.unsafe(
    `select sum(margin)::text m from commerce.sales where ${PERIOD} group by date_trunc('month', date) order by date_trunc('month', date)`,
  );
  await expect.poll(async () => (await numbers(page)).map(([, m]) => m)).toEqual(months.map(({ m }) => m));
  await page.getByRole("button", { name: /^비교/ }).click();
  await page.getByRole("menuitemradio", { name: "이전 기간" }).click();
  await asked(page, (url) => url.searchParams.get("t.x.metrics") === "margin,margin__change");
  await expect(grid(page).getByRole("columnheader", { name: /증감률/ })).toBeVisible();
});

test("a wrong address is told and otherwise ignored; another's dataset is not found", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await page.goto(
    `${demo().url}/explore/sales?show=poster&grain.brand=month&t.x.dims=channel,none&t.x.metrics=margin`,
  );
  const notices = page.getByRole("status").filter({ hasText: "poster" });
  await expect(notices.getByRole("listitem")).toHaveCount(3);
  await expect(grid(page)).toBeVisible();
  expect((await page.goto(`${demo().url}/explore/none`))?.status()).toBe(404);
});

test("the chart that suits is drawn, others that fit can be chosen, and the rest say why not", async ({
  loginAs,
}) => {
  const page = await loginAs("editor");
  await page.goto(`${demo().url}/explore/sales?t.x.dims=channel&t.x.metrics=margin`);
  await page.getByRole("radio", { name: "차트" }).click();
  await asked(page, (url) => url.searchParams.get("show") === "chart");
  const kind = page.getByRole("button", { name: /^차트 (?!작업)/ });
  await expect(kind).toHaveText(/막대/);
  const figure = page.getByRole("figure", { name: "채널별 마진" });
  await expect(figure.locator("[data-interactive] svg")).toBeVisible();
  await kind.click();
  await expect(page.getByRole("menuitemradio", { name: /^선/ })).toBeDisabled();
  await expect(page.getByRole("menuitemradio", { name: /^선/ })).toContainText("날짜가 있어야 합니다");
  await page.getByRole("menuitemradio", { name: "폭포" }).click();
  await asked(page, (url) => url.searchParams.get("kind") === "waterfall");
  await expect(figure.locator("[data-interactive] svg")).toBeVisible();
  await choose(page, "날짜");
  await expect(kind).toHaveText(/선/);
  await choose(page, "채널");
  await choose(page, "날짜");
  await expect(page.getByText("마진", { exact: true }).last()).toBeVisible();
  await expect(kind).toHaveText(/숫자/);
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(kind).toHaveText(/폭포/);
});

test("the SQL is shown with its parameters, the rollup and why others did not answer", async ({
  loginAs,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  const page = await loginAs("editor");
  await page.goto(`${demo().url}/explore/sales?t.x.dims=country&t.x.metrics=margin`);
  const details = page.getByRole("region", { name: "조회 과정" });
  await expect(details).toContainText("소스 commerce");
  await details.getByRole("button", { name: "조회 과정" }).click();
  await expect(details.locator("[data-sql]")).toContainText('sum("row"."v0")');
  await expect(details.locator("[data-sql]")).toContainText('"commerce"."sales"');
  await expect(details.locator("[data-params]")).toContainText("$1 = '");
  await expect(details).toContainText("국가 없음");
  await expect(details).toContainText("행 규칙 없이 모든 행을 봅니다.");
  await expect(details).toContainText(/계획.*ms.*컴파일.*ms/s);
  await details.getByRole("button", { name: "SQL 복사" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain((await details.locator("[data-sql]").textContent()) ?? "nothing");
  await choose(page, "브랜드");
  await expect(details.locator("[data-sql]")).toContainText('"brand"');
});

test("what is explored becomes a widget of a new dashboard, and of one that is there, with the same numbers", async ({
  loginAs,
  api,
}) => {
  const page = await loginAs("editor");
  await page.goto(
    `${demo().url}/explore/sales?from=now-14d&t.x.dims=channel&t.x.metrics=margin,roi&t.x.sort=-margin&t.x.q.country=KR`,
  );
  const shown = await numbers(page);
  expect(shown.length).toBeGreaterThan(1);
  const name = `탐색 ${Date.now()}`;
  await page.getByRole("button", { name: "위젯으로 저장" }).click();
  const dialog = page.getByRole("dialog", { name: "위젯으로 저장" });
  await dialog.getByLabel("제목").fill("채널 결과");
  await dialog.getByLabel("대시보드 이름").fill(name);
  await dialog.getByRole("button", { name: "저장", exact: true }).click();
  await dialog.getByRole("link", { name: "대시보드 열기" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const saved = page.getByRole("grid", { name: "채널 결과" });
  const read = () =>
    saved
      .locator("tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("[data-cell]")].map((cell) => cell.textContent ?? "")),
      );
  await expect
    .poll(async () => (await read()).map(([n, ...rest]) => [n, ...rest.map(digits)]))
    .toEqual(shown);
  const slug = new URL(page.url()).pathname.slice(3);

  // A chart beside it, while somebody else publishes: nothing is lost, and saving again adds it to what is there.
  await page.goto(`${demo().url}/explore/sales?show=chart&t.x.dims=channel&t.x.metrics=margin`);
  await page.getByRole("button", { name: "위젯으로 저장" }).click();
  await dialog.getByLabel("제목").fill("채널 차트");
  await dialog.getByLabel("대시보드", { exact: true }).click();
  await page.getByPlaceholder("대시보드 찾기").fill(name);
  await page.getByRole("option", { name }).click();
  const editor = await api("editor");
  const { data } = await (await editor.get(`/api/v1/dashboards/${slug}`)).json();
  expect((await editor.put(`/api/v1/dashboards/${slug}`, { data: { ...data, description: "!" } })).ok()).toBe(
    true,
  );
  await dialog.getByRole("button", { name: "저장", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("그사이 다른 사람이");
  await expect(dialog.getByLabel("제목")).toHaveValue("채널 차트");
  await dialog.getByRole("button", { name: "저장", exact: true }).click();
  await dialog.getByRole("link", { name: "대시보드 열기" }).click();
  await expect(page.getByRole("figure", { name: "채널 차트" })).toBeVisible();
  await expect(saved).toBeVisible();
  await editor.delete(`/api/v1/dashboards/${slug}`);
});

test("a viewer is refused, and nothing leads there", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/`);
  await expect(page.getByRole("link", { name: "탐색" })).toHaveCount(0);
  for (const path of ["/explore", "/explore/sales?t.x.metrics=margin"])
    expect((await page.goto(demo().url + path))?.status(), path).toBe(403);
  const answer = await page.request.post(`${demo().url}/api/v1/query/explain`, {
    data: { dataset: "sales", measures: ["margin"] },
  });
  expect(answer.status()).toBe(403);
});

const CHOSEN = "t.x.dims=channel,date&grain.date=month&t.x.metrics=settlement_amount,roi";
for (const [theme, width, locale] of [
  ["light", 1440, "ko-KR"],
  ["dark", 390, "en-GB"],
] as const)
  test(`exploring, ${theme}, ${width} px: axe finds nothing, nothing spills over`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale,
      isMobile: width === 390,
      hasTouch: width === 390,
      reducedMotion: "reduce",
    });
    await signIn(context, "editor");
    await context.addCookies([
      { name: "theme", value: theme, url: demo().url },
      { name: "locale", value: locale.slice(0, 2), url: demo().url },
    ]);
    const page = await context.newPage();
    for (const path of ["", "/sales", `/sales?${CHOSEN}`, `/sales?show=chart&${CHOSEN}`]) {
      await page.goto(`${demo().url}/explore${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (path.includes(CHOSEN)) {
        await page.getByRole("button", { name: /^(조회 과정|How it was answered)$/ }).click();
        await expect(page.locator("[data-sql]")).toBeVisible();
        const drawn = page.locator("[data-interactive] svg");
        await expect(path.includes("chart") ? drawn : page.locator("[data-cell]").first()).toBeVisible();
      }
      if (width === 390 && path === "/sales") {
        await page.getByRole("button", { name: "Fields" }).click();
        await expect(
          page.getByRole("dialog", { name: "Fields" }).getByRole("checkbox").first(),
        ).toBeVisible();
      }
      expect(await violations(page), path).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        path,
      ).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
