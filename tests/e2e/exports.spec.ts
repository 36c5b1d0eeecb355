import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { account, demo, expect, test } from "./fixtures";
import { chooseExport } from "./mocked-exports";

/** Files as people get them: from the menus, of what they see. */

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

async function workbookOf(download: Download): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await bytesOf(download)) as never);
  return workbook;
}

/** What a browser saves when something is chosen. */
async function saved(page: Page, choose: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), choose()]);
  expect(await download.failure()).toBeNull();
  return download;
}

const tableMenu = (page: Page) => page.getByRole("button", { name: "브랜드별 손익 더 보기" });

test("a viewer saves the table they see: filtered by a control, sorted by hand, all of its rows", async ({
  loginAs,
  request,
}) => {
  const page = await loginAs("viewer");
  const range = "from=2026-01-01&to=2026-12-31&f.channel=naver";
  await page.goto(
    `${demo().url}/d/brand-performance?view=default&${range}&t.brands.sort=-margin&t.brands.size=5&t.brands.metrics=margin,roi`,
  );
  const download = await saved(page, () => chooseExport(page, tableMenu(page), "CSV"));
  expect(download.suggestedFilename()).toMatch(/^브랜드 성과 - 브랜드별 손익 \d{4}-\d{2}-\d{2}\.csv$/);
  const [head, ...lines] = (await bytesOf(download)).toString().split("\r\n").slice(0, -1);
  expect(head).toBe("브랜드,마진,ROI");

  const answer = await request.post(`${demo().url}/api/v1/query`, {
    headers: { Authorization: `Bearer ${account("viewer").token}` },
    data: {
      dataset: "sales",
      dimensions: ["brand"],
      measures: ["margin", "roi"],
      filters: [{ name: "channel", op: "in", values: ["naver"] }],
      time: { name: "date", from: "2026-01-01", to: "2026-12-31" },
      sort: [{ column: "margin", direction: "desc" }],
    },
  });
  const { rows } = (await answer.json()).data;
  expect(rows.length).toBeGreaterThan(5);
  expect(lines.map((line) => line.split(","))).toEqual(
    rows.map((row: unknown[]) => row.map((cell) => (cell === null ? "" : String(cell)))),
  );

  const excel = await saved(page, () => chooseExport(page, tableMenu(page), "Excel용 CSV"));
  expect((await bytesOf(excel)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
});

test("a viewer saves a table as a workbook that looks like it, and knows what it is of", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/brand-performance?view=default&f.channel=naver`);
  const workbook = await workbookOf(
    await saved(page, () => chooseExport(page, tableMenu(page), "Excel (.xlsx)")),
  );
  const [sheet, about] = workbook.worksheets;
  expect([sheet?.name, about?.name]).toEqual(["브랜드별 손익", "정보"]);
  expect(sheet?.getCell("A1").value).toBe("브랜드");
  expect(sheet?.views[0]).toMatchObject({ state: "frozen", xSplit: 1, ySplit: 1 });
  expect(sheet?.getCell("I2").numFmt).toBe('#,##0.0"%"');
  expect(typeof sheet?.getCell("I2").value).toBe("number");
  const total = sheet?.lastRow;
  expect(total?.getCell(1).value).toBe("총합계");
  expect(total?.getCell(2).value).toMatchObject({
    formula: expect.stringMatching(/^SUBTOTAL\(9,B2:B\d+\)$/),
  });
  const facts = new Map<string, string>();
  about?.eachRow((row) => facts.set(String(row.getCell(1).value), String(row.getCell(2).value)));
  expect(facts.get("대시보드")).toBe("브랜드 성과");
  expect(facts.get("필터")).toContain("naver");
  expect(facts.get("시간대")).toBe("Asia/Seoul");
  expect(facts.get("내보낸 사람")).toContain(account("viewer").email);
});

test("who only reads a dashboard saves all of it as one workbook, a sheet a widget", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/brand-performance?view=default`);
  const download = await saved(page, async () => {
    await page.getByRole("button", { name: "대시보드 작업" }).click();
    await page.getByRole("menuitem", { name: "Excel로 내보내기" }).click();
  });
  expect(download.suggestedFilename()).toMatch(/^브랜드 성과 \d{4}-\d{2}-\d{2}\.xlsx$/);
  const { worksheets } = await workbookOf(download);
  expect(worksheets.map(({ name }) => name)).toEqual([
    "핵심 지표",
    "채널별 일별 정산금액",
    "브랜드별 손익",
    "정보",
  ]);
});

test("an editor saves what they explore", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await page.goto(
    `${demo().url}/explore/sales?t.x.dims=channel&t.x.metrics=orders,margin&from=2026-01-01&to=2026-12-31`,
  );
  const download = await saved(page, () =>
    chooseExport(page, page.getByRole("button", { name: /더 보기$/ }).first(), "JSON"),
  );
  const { columns, rows, grandTotal, meta } = JSON.parse((await bytesOf(download)).toString());
  expect(columns.map(({ name }: { name: string }) => name)).toEqual(["channel", "orders", "margin"]);
  expect(meta.rowCount).toBe(rows.length);
  const sum = rows.reduce((total: number, row: number[]) => total + (row[1] ?? 0), 0);
  expect(sum).toBe(grandTotal.orders);
});

test("what can't be exported says why, and in whose language", async ({ request }) => {
  const get = (path: string) =>
    request.get(`${demo().url}/api/v1${path}`, {
      headers: { Authorization: `Bearer ${account("viewer").token}` },
    });
  const unknown = await get("/dashboards/brand-performance/widgets/nowhere/export?format=csv");
  expect(unknown.status()).toBe(404);
  const badFormat = await get("/dashboards/brand-performance/widgets/brands/export?format=pdf");
  expect(badFormat.status()).toBe(400);
  expect((await badFormat.json()).error.details.fields[0].path).toBe("format");
});
