/** The pack's brand dashboard, as somebody makes it in the editor from nothing. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { EditorHands } from "./editor-hands";

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** What differs by how one works: how a widget comes to its place. */
export type Place = (id: string, box: Box) => Promise<void>;

export const panelOf = (page: Page) => page.getByRole("complementary", { name: "설정" });
const adding = (page: Page) => page.getByRole("region", { name: "추가", exact: true });

/** A text in both languages, which stood in one field before. */
async function inBoth(hands: EditorHands, panel: Locator, field: string, text: { en: string; ko: string }) {
  const apart = panel.getByRole("button", { name: `${field} 언어별로 쓰기`, exact: true });
  if ((await apart.getAttribute("aria-pressed")) === "false") await hands.press(apart);
  await hands.write(panel.getByRole("textbox", { name: `${field} 한국어`, exact: true }), text.ko);
  await hands.write(panel.getByRole("textbox", { name: `${field} 영어`, exact: true }), text.en);
}

/** From the start page to the editor of a new, empty dashboard. @returns its slug */
export async function beginBlank(page: Page, hands: EditorHands, name: string): Promise<string> {
  await hands.press(page.getByRole("button", { name: "새 대시보드" }));
  const dialog = page.getByRole("dialog", { name: "새 대시보드" });
  await expect(dialog.getByRole("radio", { name: "빈 대시보드" })).toBeChecked();
  await hands.write(dialog.getByLabel("이름", { exact: true }), name);
  await hands.press(dialog.getByRole("button", { name: "만들기" }));
  await page.waitForURL(/\/d\/[^/]+\/edit$/);
  await expect(adding(page)).toBeVisible();
  return page.url().split("/").at(-2) ?? "";
}

/** The dashboard's own words, and its four controls. */
export async function makeControls(page: Page, hands: EditorHands): Promise<void> {
  const panel = panelOf(page);
  await inBoth(hands, panel, "설명", {
    en: "Which brands earn their advertising, and in which channels they sell.",
    ko: "브랜드별로 광고비만큼 벌고 있는지, 어느 채널에서 팔리는지 봅니다.",
  });

  const dialog = page.getByRole("dialog", { name: "컨트롤 추가" });
  const begin = () => hands.press(adding(page).getByRole("button", { name: /^컨트롤/ }));
  const finish = async () => {
    await hands.press(dialog.getByRole("button", { name: "추가", exact: true }));
    await expect(dialog).toBeHidden();
  };
  const addOption = (name: string) => hands.find(panel.getByRole("button", { name: "선택지 추가" }), name);

  await begin();
  await expect(dialog.getByRole("radio", { name: "기간" })).toBeChecked();
  await finish();
  await hands.set(panel.getByLabel("비교", { exact: true }), "이전 기간");

  await begin();
  await hands.mark(dialog, "값 목록");
  await hands.find(dialog.getByRole("button", { name: /^차원/ }), "채널");
  await finish();
  await inBoth(hands, panel, "이름", { en: "Channel", ko: "채널" });

  await begin();
  await hands.mark(dialog, "차원 전환");
  await finish();
  await inBoth(hands, panel, "이름", { en: "Show", ko: "구분" });
  await addOption("채널");
  await hands.press(panel.getByRole("button", { name: "채널 위로" }));
  await hands.press(panel.getByRole("button", { name: "채널 위로" }));
  await hands.write(panel.getByRole("textbox", { name: "이름(코드)" }), "show");
  await page.keyboard.press("Enter");

  await begin();
  await hands.mark(dialog, "지표 전환");
  await finish();
  await inBoth(hands, panel, "이름", { en: "Measure", ko: "지표" });
  for (const name of ["정산금액", "마진", "광고비"]) await addOption(name);
  for (const name of ["주문", "판매수량"])
    await hands.press(panel.getByRole("button", { name: `${name} 빼기`, exact: true }));
}

interface NewWidget {
  kind: string;
  /** As they are chosen, one after the other. */
  fields: readonly string[];
  /** Which of the kinds that could draw them. */
  chart?: string;
  /** What it is called to begin with. */
  made: string;
  id: string;
  title: { en: string; ko: string };
}

/** A widget of these fields, chosen and named; its settings are open at the first tab. */
async function addWidget(page: Page, hands: EditorHands, one: NewWidget): Promise<void> {
  const panel = panelOf(page);
  await hands.press(adding(page).getByRole("button", { name: new RegExp(`^${one.kind}`) }));
  const dialog = page.getByRole("dialog", { name: `${one.kind} 추가` });
  for (const field of one.fields) {
    const box = dialog.getByRole("checkbox", { name: field, exact: true });
    await hands.press(box);
    await expect(box).toBeChecked();
  }
  if (one.chart)
    await hands.pick(
      dialog
        .getByRole("radiogroup", { name: "차트 종류" })
        .getByRole("radio", { name: one.chart, exact: true }),
    );
  await hands.press(dialog.getByRole("button", { name: "추가", exact: true }));
  await expect(dialog).toBeHidden();
  await expect(
    page.locator(`[data-widget="${one.made}"]`).locator("div[role=option][aria-selected=true]"),
  ).toBeFocused();
  await hands.toPanel();
  await hands.open(panel.getByRole("tab", { name: "동작" }));
  await hands.write(panel.getByRole("textbox", { name: "ID", exact: true }), one.id);
  await page.keyboard.press("Enter");
  await expect(page.locator(`[data-widget="${one.id}"]`)).toBeVisible();
  await hands.open(panel.getByRole("tab", { name: "표시" }));
  await inBoth(hands, panel, "제목", one.title);
}

export async function makeWidgets(page: Page, hands: EditorHands, place: Place): Promise<void> {
  const panel = panelOf(page);
  await addWidget(page, hands, {
    kind: "핵심 지표",
    fields: ["정산금액", "마진", "ROI", "광고비"],
    made: "kpi-1",
    id: "kpis",
    title: { en: "Key figures", ko: "핵심 지표" },
  });
  await place("kpis", { x: 0, y: 0, w: 1152, h: 92 });

  await addWidget(page, hands, {
    kind: "차트",
    fields: ["날짜", "구분", "지표"],
    chart: "막대",
    made: "chart-1",
    id: "daily",
    title: { en: "Daily $measure by $show", ko: "$show별 일별 $measure" },
  });
  await hands.set(panel.getByLabel("쌓기", { exact: true }), "쌓기");
  await place("daily", { x: 0, y: 104, w: 1152, h: 256 });

  await addWidget(page, hands, {
    kind: "표",
    fields: ["브랜드", "주문", "판매금액", "정산금액", "원가", "광고비", "마진", "마진율", "ROI"],
    made: "table-1",
    id: "brands",
    title: { en: "Profit by brand", ko: "브랜드별 손익" },
  });
  await setTable(page, hands);
  await place("brands", { x: 0, y: 372, w: 1152, h: 416 });
}

async function setTable(page: Page, hands: EditorHands): Promise<void> {
  const panel = panelOf(page);
  await hands.press(panel.getByRole("button", { name: "정렬 추가" }));
  await hands.set(panel.getByLabel("정렬 1의 열"), "정산금액");
  await hands.write(panel.getByLabel("한 쪽의 행 수"), "20");

  const columns = panel.getByRole("list", { name: "열", exact: true });
  const look = (name: string) => hands.press(columns.getByRole("button", { name, exact: true }));
  await look("브랜드");
  await hands.write(panel.getByLabel("너비(px)"), "180");
  await hands.set(panel.getByLabel("고정", { exact: true }), "왼쪽");
  await look("정산금액");
  await hands.set(panel.getByRole("combobox", { name: "표시", exact: true }), "추이 선");
  await look("마진");
  await hands.set(panel.getByRole("combobox", { name: "표시", exact: true }), "막대");

  // The rule's card is open once it is there.
  const addRule = async () => {
    await hands.press(panel.getByRole("button", { name: "규칙 추가" }));
    await hands.choose(panel.getByRole("combobox", { name: "열", exact: true }), "ROI");
  };
  await addRule();
  await addRule();
  await hands.choose(panel.getByRole("combobox", { name: "조건", exact: true }), "이상");
  await hands.write(panel.getByRole("textbox", { name: "값", exact: true }), "50");
  await hands.press(panel.getByRole("button", { name: "초록" }));

  await hands.open(panel.getByRole("tab", { name: "동작" }));
  await hands.press(panel.getByRole("button", { name: "대시보드 추가" }));
  await hands.find(panel.getByRole("group", { name: "대시보드 1" }).getByRole("button").first(), "상품 성과");
}

/** Publishes what was made, with a word about it. */
export async function publish(page: Page, hands: EditorHands, message: string): Promise<void> {
  await hands.press(page.getByRole("banner").getByRole("button", { name: "게시", exact: true }));
  const dialog = page.getByRole("dialog", { name: "대시보드 게시" });
  await hands.write(dialog.getByLabel("메시지"), message);
  await hands.press(dialog.getByRole("button", { name: "게시", exact: true }));
  await expect(page.getByText("게시했습니다", { exact: true }).first()).toBeVisible();
}
