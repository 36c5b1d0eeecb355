import type { Locator, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { tabTo } from "./hands";

const SLUG = "edited-panel";
const SPEC = {
  slug: SLUG,
  name: { en: "Edited", ko: "고치는 중" },
  controls: [
    { type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } },
    { type: "metric_switch", name: "measure", label: "지표 고르기", options: ["margin", "ad_spend"] },
  ],
  widgets: [
    {
      id: "kpis",
      type: "kpi",
      title: "숫자",
      dataset: "sales",
      measures: ["$measure"],
    },
  ],
  layout: { width: 1152, widgets: { kpis: { x: 0, y: 0, w: 400, h: 92 } } },
};

test.beforeEach(async ({ api }) => {
  const editor = await api("editor");
  await editor.delete(`/api/v1/dashboards/${SLUG}`);
  const made = await editor.post("/api/v1/dashboards", { data: SPEC });
  expect(made.ok(), await made.text()).toBe(true);
});
test.afterEach(async ({ api }) => {
  await (await api("editor")).delete(`/api/v1/dashboards/${SLUG}`);
});

const widget = (page: Page, id: string) => page.locator(`[data-widget="${id}"]`);
/** What of a widget takes the focus. */
const option = (page: Page, id: string) => widget(page, id).locator("div[role=option]");
const panel = (page: Page) => page.getByRole("complementary", { name: "설정" });
const adding = (page: Page) => page.getByRole("region", { name: "추가", exact: true });
const undo = (page: Page) => page.getByRole("button", { name: /^실행 취소/ });

async function open(page: Page): Promise<void> {
  await page.goto(`${demo().url}/d/${SLUG}/edit`);
  await expect(widget(page, "kpis")).toBeVisible();
}

/** Questions the page asks from now on. */
function questions(page: Page): { measures?: string[]; dimensions?: unknown[]; filters?: unknown[] }[] {
  const asked: ReturnType<typeof questions> = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/query")) asked.push(JSON.parse(request.postData() ?? "{}"));
  });
  return asked;
}

const choose = (dialog: Locator, name: string) => dialog.getByRole("checkbox", { name, exact: true }).click();

test("a chart is added by mouse, drawn before it is there, and becomes another kind", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  await adding(page).getByRole("button", { name: /^차트/ }).click();
  const dialog = page.getByRole("dialog", { name: "차트 추가" });
  await expect(dialog.getByRole("button", { name: "추가", exact: true })).toBeDisabled();
  await choose(dialog, "브랜드");
  await choose(dialog, "마진");
  const kinds = dialog.getByRole("radiogroup", { name: "차트 종류" });
  await expect(kinds.getByRole("radio", { name: "막대, 추천" })).toBeChecked();
  await expect(kinds.getByRole("radio", { name: "달력: 날짜가 있어야 합니다" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await expect(dialog.locator("[data-preview] svg").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "추가", exact: true }).click();

  // In a free place, chosen, with its settings beside it.
  await expect(option(page, "chart-1")).toHaveAttribute("aria-selected", "true");
  await expect(panel(page).getByRole("heading", { name: "브랜드별 마진" })).toBeVisible();
  await panel(page)
    .getByRole("button", { name: /차트.*막대/ })
    .click();
  await page.getByRole("menuitemradio", { name: /^원/ }).click();
  await expect(panel(page).getByText("조각", { exact: true })).toBeVisible();
  await panel(page).getByRole("tab", { name: "표시" }).click();
  await expect(panel(page).getByLabel("최대 조각 수")).toHaveValue("8");
  await undo(page).click();
  await expect(panel(page).getByRole("switch", { name: "가로 막대" })).toBeVisible();
  await panel(page).getByRole("switch", { name: "가로 막대" }).click();
  await panel(page).getByRole("button", { name: "참조선 추가" }).click();
  await expect(panel(page).getByRole("group", { name: "참조선 1" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await undo(page).click();
  await undo(page).click();
  await undo(page).click();
  await expect(widget(page, "chart-1")).toHaveCount(0);
});

test("a table is added and set by the keyboard alone", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  const asked = questions(page);
  await tabTo(page, adding(page).getByRole("button", { name: /^표/ }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "표 추가" });
  await tabTo(page, dialog.getByRole("checkbox", { name: "채널", exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, dialog.getByRole("checkbox", { name: "마진", exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, dialog.getByRole("button", { name: "추가", exact: true }));
  await page.keyboard.press("Enter");
  await expect(option(page, "table-1")).toHaveAttribute("aria-selected", "true");
  await expect(widget(page, "table-1").getByText("naver", { exact: true })).toBeVisible();

  await tabTo(page, panel(page).getByRole("checkbox", { name: "ROI", exact: true }));
  await page.keyboard.press("Space");
  await expect.poll(() => asked.at(-1)?.measures).toEqual(["margin", "roi"]);
  await tabTo(page, panel(page).getByRole("button", { name: "ROI 위로" }));
  await page.keyboard.press("Enter");
  await expect.poll(() => asked.at(-1)?.measures).toEqual(["roi", "margin"]);

  // Typing is one step, however many keys it took.
  await panel(page).getByRole("tab", { name: "데이터" }).press("ArrowRight");
  const title = panel(page).getByLabel("제목", { exact: true });
  await title.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("채널 손익");
  await expect(panel(page).getByRole("heading", { name: "채널 손익" })).toBeVisible();
  await title.blur();
  await undo(page).click();
  await expect(panel(page).getByRole("heading", { name: "채널별 마진" })).toBeVisible();
});

test("a control is added; renamed, its name follows; what can't be stays in its field", async ({
  loginAs,
}) => {
  const page = await loginAs("editor");
  await open(page);
  await adding(page)
    .getByRole("button", { name: /^컨트롤/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "컨트롤 추가" });
  await dialog.getByText("값 목록").click();
  await dialog.getByRole("button", { name: /^차원/ }).click();
  await page.getByRole("option", { name: "채널" }).click();
  await dialog.getByRole("button", { name: "추가", exact: true }).click();
  await expect(panel(page).getByRole("heading", { name: "채널" })).toBeVisible();

  await panel(page).getByRole("button", { name: "값 고르기" }).click();
  const values = page.getByRole("dialog", { name: "값 고르기" });
  await values.getByRole("checkbox", { name: /naver/ }).check();
  await values.getByRole("button", { name: "적용" }).click();
  await expect(panel(page).getByRole("button", { name: "naver 빼기" })).toBeVisible();
  await panel(page).getByRole("switch", { name: "값을 꼭 고르기" }).click();
  await panel(page).getByRole("button", { name: "naver 빼기" }).click();
  await expect(panel(page).getByRole("alert")).toHaveText("필수 컨트롤에는 기본값이 필요합니다.");
  await expect(panel(page).getByRole("button", { name: "naver 빼기" })).toBeVisible();
  // Changed, it may be right: nothing is said of it any more.
  await panel(page).getByRole("switch", { name: "값을 꼭 고르기" }).click();
  await expect(panel(page).getByRole("alert")).toHaveCount(0);

  const name = panel(page).getByRole("textbox", { name: "이름(코드)" });
  await name.fill("measure");
  await name.press("Enter");
  await expect(panel(page).getByRole("alert")).toContainText("‘measure’");
  await expect(name).toHaveValue("measure");
  await name.press("Escape");
  await expect(name).toHaveValue("channel");

  const asked = questions(page);
  await panel(page).getByRole("button", { name: "컨트롤 모두 보기" }).click();
  await panel(page)
    .getByRole("list", { name: "컨트롤" })
    .getByRole("button", { name: "지표 고르기", exact: true })
    .click();
  await name.fill("figure");
  await name.press("Enter");
  await expect(panel(page).getByText("f.figure")).toBeVisible();
  // What said $measure says $figure: begun with another option it asks for that.
  await panel(page).getByLabel("처음 선택").selectOption({ label: "광고비" });
  await expect.poll(() => asked.some(({ measures }) => measures?.join() === "ad_spend")).toBe(true);
  expect(await violations(page)).toEqual([]);
});

test("a field that is searched for is added by one press", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  await adding(page).getByRole("textbox", { name: "위젯·필드 찾기" }).fill("국가");
  await adding(page).getByRole("button", { name: "국가 추가: 차트" }).click();
  await expect(option(page, "chart-1")).toHaveAttribute("aria-selected", "true");
  await expect(widget(page, "chart-1").locator("svg").first()).toBeVisible();
});
