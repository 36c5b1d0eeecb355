import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { stepTo } from "./hands";
import { chooseExport, exportOf, MockedExports } from "./mocked-exports";
import { openQuiet } from "./quiet";

const ADDRESS = "/d/brand-performance?view=default";
const TITLE = "브랜드별 손익";

/** The tray, once there is something in it. */
const tray = (page: Page) => page.getByRole("region", { name: "내보내기", exact: true });
const bar = (page: Page) => tray(page).getByRole("progressbar", { name: TITLE });

const exportTable = (page: Page, file: string) =>
  chooseExport(page, page.getByRole("button", { name: `${TITLE} 더 보기` }), file);

test("a long export is followed from the menu to the file, over a reload and another page", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  const exports = await MockedExports.in(page);
  await page.goto(demo().url + ADDRESS);
  // Sorted and not saved: what is seen is what is asked for.
  await page
    .getByRole("columnheader", { name: /마진/ })
    .getByRole("button", { name: /마진/ })
    .first()
    .click();
  await page.waitForURL(/t\.brands\.sort=/);

  // By keys alone.
  await page.getByRole("button", { name: `${TITLE} 더 보기` }).focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: "내보내기" });
  await expect(page.getByRole("menuitemradio").first()).toBeFocused();
  await stepTo(page, item);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("menuitem", { name: "Excel (.xlsx)" })).toBeFocused();
  await stepTo(page, page.getByRole("menuitem", { name: "Excel용 CSV" }));
  await page.keyboard.press("Enter");

  await expect(bar(page)).toHaveAttribute("aria-valuenow", "0");
  expect(exports.posted).toEqual([
    {
      of: { kind: "widget", dashboard: "brand-performance", widget: "brands" },
      address: new URL(page.url()).search.slice(1),
      format: "csv",
      values: "raw",
      bom: true,
    },
  ]);
  expect(exports.posted[0]?.address).toContain("t.brands.sort=");
  exports.set({ rows: 105_000 });
  await expect(bar(page)).toHaveAttribute("aria-valuetext", "250,000행 중 105,000행, 42%");
  await expect(bar(page)).toHaveAttribute("aria-valuenow", "42");
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await expect(bar(page)).toHaveAttribute("aria-valuenow", "42");
  await page.getByRole("link", { name: "홈", exact: true }).first().click();
  await page.waitForURL(`${demo().url}/`);
  exports.finish();
  const link = tray(page).getByRole("link", { name: `‘${TITLE}’ 다운로드` });
  await expect(link).toHaveAttribute("href", `/api/v1/exports/${exports.list[0]?.id}/file`);
  await expect(tray(page)).toContainText("250,000행 · 12.3 MB · 12. 3.까지 보관");
  await expect(page.getByRole("status").filter({ hasText: "파일이 준비되었습니다" })).toHaveCount(1);

  await tray(page)
    .getByRole("button", { name: `‘${TITLE}’ 닫기` })
    .click();
  await expect(tray(page)).toHaveCount(0);
  await page.reload();
  await expect(tray(page)).toHaveCount(0);
});

test("asks nothing where nothing was started, and nothing more once nothing is on its way", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  const exports = await MockedExports.in(page);
  await page.clock.install();
  await openQuiet(page, demo().url + ADDRESS);
  await page.clock.fastForward("10:00");
  expect(exports.asked).toBe(0);

  await exportTable(page, "JSON");
  await expect(bar(page)).toBeVisible();
  // Nobody looks: nothing is asked until somebody does.
  const hide = (hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => now });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  await page.clock.fastForward(5_000);
  const before = exports.asked;
  await page.clock.fastForward("10:00");
  expect(exports.asked).toBe(before);
  exports.finish();
  await hide(false);
  await expect(tray(page).getByRole("link", { name: `‘${TITLE}’ 다운로드` })).toBeVisible();
  const after = exports.asked;
  await page.clock.fastForward("10:00");
  expect(exports.asked).toBe(after);
});

test("is cancelled, hidden until it is over, and asked for again when it has failed", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  const exports = await MockedExports.in(page);
  await page.goto(demo().url + ADDRESS);
  await exportTable(page, "CSV");
  await tray(page)
    .getByRole("button", { name: `‘${TITLE}’ 취소` })
    .click();
  await expect(tray(page)).toHaveCount(0);
  expect(exports.deleted).toEqual(["00000000-0000-4000-8000-000000000001"]);

  await exportTable(page, "화면 표시대로 CSV (서식 적용)");
  expect(exports.posted[1]).toMatchObject({ format: "csv", values: "formatted", bom: false });
  await tray(page)
    .getByRole("button", { name: `‘${TITLE}’ 취소` })
    .focus();
  await page.keyboard.press("Escape");
  await expect(tray(page)).toHaveCount(0);
  exports.set({ state: "failed", error: { code: "QUERY_002", message: "질문이 너무 오래 걸립니다." } });
  await expect(tray(page)).toContainText("질문이 너무 오래 걸립니다.");
  await tray(page)
    .getByRole("button", { name: `‘${TITLE}’ 다시 시도` })
    .click();
  await expect(bar(page)).toHaveAttribute("aria-valuenow", "0");
  expect(exports.posted[2]).toEqual(exports.posted[1]);
  await expect(tray(page).getByRole("listitem")).toHaveCount(1);
});

test("a short file is downloaded at once; what can't be started says why, and starts when asked again", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  const exports = await MockedExports.in(page);
  // Any file of ours will do.
  const short = { status: true, data: { download: "/api/v1/account/export" } };
  exports.answer = () => short;
  await page.goto(demo().url + ADDRESS);
  const [file] = await Promise.all([page.waitForEvent("download"), exportTable(page, "Excel (.xlsx)")]);
  expect(file.url()).toBe(`${demo().url}/api/v1/account/export`);
  await expect(tray(page)).toHaveCount(0);

  // The dashboard as a whole, for who only reads it.
  const whole = async () => {
    await page.getByRole("button", { name: "대시보드 작업" }).click();
    await page.getByRole("menuitem", { name: "Excel로 내보내기" }).click();
  };
  exports.answer = () => ({
    status: false,
    error: { code: "RATE_001", message: "요청이 너무 많습니다. 9초 후에 다시 시도하십시오.", details: {} },
  });
  await whole();
  const alert = page.getByRole("status").filter({ hasText: "9초 후에" });
  await expect(alert).toBeVisible();
  exports.answer = () => short;
  await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "다시 시도", exact: true }).click(),
  ]);
  expect(exports.posted.at(-1)).toMatchObject({
    of: { kind: "dashboard", dashboard: "brand-performance" },
    address: "view=default",
    format: "xlsx",
  });
  // Nobody is left to wonder whether the click was heard.
  let letGo = () => {};
  exports.held = new Promise((resolve) => {
    letGo = resolve;
  });
  await whole();
  const busy = page.getByText("파일을 준비하고 있습니다…").first();
  await expect(busy).toBeVisible();
  exports.answer = () => null;
  letGo();
  await expect(
    page.getByText("서버가 응답하지 않아 내보내기를 시작하지 못했습니다.", { exact: false }).first(),
  ).toBeVisible();
});

test("numbers, charts and what is explored have the same files", async ({ loginAs }) => {
  const page = await loginAs("editor");
  const exports = await MockedExports.in(page);
  exports.answer = () => ({ status: false, error: { code: "NOT_FOUND", message: "없습니다.", details: {} } });
  await page.goto(demo().url + ADDRESS);
  await page.getByRole("button", { name: "‘핵심 지표’ 내보내기" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Excel (.xlsx)",
    "CSV",
    "Excel용 CSV",
    "화면 표시대로 CSV (서식 적용)",
    "JSON",
  ]);
  await page.getByRole("menuitem", { name: "JSON" }).click();
  await expect
    .poll(() => exports.posted.at(-1))
    .toMatchObject({ of: { kind: "widget", widget: "kpis" }, format: "json" });

  const chart = page.getByRole("region", { name: /일별/ });
  await chart.hover();
  await chooseExport(page, chart.getByRole("button", { name: /^차트 작업/ }), "CSV");
  await expect
    .poll(() => exports.posted.at(-1))
    .toMatchObject({ of: { kind: "widget", widget: "daily" }, format: "csv" });

  await page.goto(`${demo().url}/explore/sales?t.x.dims=brand&t.x.metrics=margin`);
  await chooseExport(page, page.getByRole("button", { name: /더 보기$/ }).first(), "Excel (.xlsx)");
  await expect
    .poll(() => exports.posted.at(-1))
    .toMatchObject({
      of: { kind: "explore", dataset: "sales" },
      address: "t.x.dims=brand&t.x.metrics=margin",
    });
});

test("the account lists all exports, and they are cancelled and deleted there", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  const exports = await MockedExports.in(page);
  await page.goto(`${demo().url}/account/exports`);
  await expect(page.getByText("내보낸 파일이 없습니다")).toBeVisible();

  const id = (n: number) => `00000000-0000-4000-8000-00000000001${n}`;
  exports.list = [
    exportOf({ id: id(1), title: "돌고 있는 것", rows: 25_000 }),
    exportOf({
      id: id(2),
      title: "다 된 것",
      state: "done",
      rows: 250_000,
      bytes: 12_900_000,
      expiresAt: "2026-12-03T03:00:00.000Z",
    }),
    exportOf({
      id: id(3),
      title: "안 된 것",
      state: "failed",
      error: { code: "FILE_001", message: "공간이 부족합니다." },
    }),
    exportOf({ id: id(4), title: "지난 것", state: "expired" }),
  ];
  await page.reload();
  const row = (name: string) => page.getByRole("row", { name });
  await expect(row("돌고 있는 것").getByRole("progressbar")).toHaveAttribute("aria-valuenow", "10");
  await expect(row("다 된 것")).toContainText("12.3 MB");
  await expect(row("다 된 것").getByRole("link", { name: "‘다 된 것’ 다운로드" })).toHaveAttribute(
    "href",
    `/api/v1/exports/${id(2)}/file`,
  );
  await expect(row("안 된 것")).toContainText("공간이 부족합니다.");
  await expect(row("지난 것").getByRole("link")).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  await row("다 된 것").getByRole("button", { name: "‘다 된 것’ 삭제" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "삭제" }).click();
  await expect(row("다 된 것")).toHaveCount(0);
  // Of what is no file nobody is asked.
  await row("안 된 것").getByRole("button", { name: "‘안 된 것’ 삭제" }).click();
  await expect(row("안 된 것")).toHaveCount(0);
  await row("돌고 있는 것").getByRole("button", { name: "‘돌고 있는 것’ 취소" }).click();
  await expect(row("돌고 있는 것")).toHaveCount(0);
  expect(exports.deleted).toEqual([id(2), id(3), id(1)]);
});
