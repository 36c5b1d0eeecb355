import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { tabTo } from "./hands";

const SLUG = "edited-canvas";
const OTHER = "edited-canvas-other";
const text = (id: string) => ({ id, type: "text", title: id, text: id });
const specOf = (slug: string, over: object = {}) => ({
  slug,
  name: slug,
  widgets: ["A", "B", "C"].map(text),
  layout: {
    width: 800,
    widgets: {
      A: { x: 40, y: 40, w: 160, h: 80 },
      B: { x: 240, y: 60, w: 160, h: 80 },
      C: { x: 40, y: 240, w: 200, h: 80 },
    },
  },
  ...over,
});

test.beforeEach(async ({ api }) => {
  const editor = await api("editor");
  for (const slug of [SLUG, OTHER]) {
    await editor.delete(`/api/v1/dashboards/${slug}`);
    const made = await editor.post("/api/v1/dashboards", { data: specOf(slug) });
    expect(made.ok(), await made.text()).toBe(true);
  }
});
test.afterEach(async ({ api }) => {
  const editor = await api("editor");
  for (const slug of [SLUG, OTHER]) await editor.delete(`/api/v1/dashboards/${slug}`);
});

const widget = (page: Page, id: string) => page.locator(`[data-widget="${id}"]`);
/** What of a widget takes the focus. */
const option = (page: Page, id: string) => widget(page, id).getByRole("option");
/** `[x, y, w, h]` of every widget of the page, as the document has them. */
const places = (page: Page) =>
  page
    .locator("[data-widget]")
    .evaluateAll((all) =>
      Object.fromEntries(
        (all as HTMLElement[]).map(({ dataset, style }) => [
          dataset.widget ?? "",
          [style.left, style.top, style.width, style.height].map(Number.parseFloat),
        ]),
      ),
    );
const START = { A: [40, 40, 160, 80], B: [240, 60, 160, 80], C: [40, 240, 200, 80] };

async function open(page: Page, slug = SLUG): Promise<void> {
  await page.goto(`${demo().url}/d/${slug}/edit`);
  await expect(widget(page, "A")).toBeVisible();
  // A px of the document is one of the screen: what the mouse does can be said in both.
  await page.getByRole("button", { name: /^확대\/축소/ }).click();
  await page.getByRole("menuitemradio", { name: "100%", exact: true }).click();
  await expect.poll(() => widget(page, "A").evaluate((one) => one.getBoundingClientRect().width)).toBe(160);
}

const point = async (page: Page, id: string, dx: number, dy: number) => {
  const box = await widget(page, id).boundingBox();
  if (!box) throw new Error(`no ${id}`);
  return { x: box.x + dx, y: box.y + dy };
};
/** Presses, drags in steps and lets go; `during` comes before that. */
async function drag(
  page: Page,
  from: { x: number; y: number },
  dx: number,
  dy: number,
  during = async () => {},
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 2, from.y + dy / 2, { steps: 3 });
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 3 });
  await during();
  await page.mouse.up();
}
const undo = (page: Page) => page.getByRole("button", { name: /^실행 취소/ });
const said = (page: Page) => page.locator("p[role=status]");

test("by the mouse: a widget is dragged, resized, aligned with others and all of it undone", async ({
  loginAs,
}) => {
  const page = await loginAs("editor");
  await page.goto(`${demo().url}/d/${SLUG}`);
  await page.getByRole("link", { name: "편집", exact: true }).click();
  await page.waitForURL(/\/edit$/);
  await open(page);
  expect(await places(page)).toEqual(START);

  // Four px from the left edge of A and C, the drag keeps to it, and shows so.
  await drag(page, await point(page, "B", 20, 20), -196, 100, async () => {
    await expect(page.locator(".bg-guide").first()).toBeVisible();
  });
  await expect.poll(async () => (await places(page)).B).toEqual([40, 160, 160, 80]);
  await expect(said(page)).toHaveText("x 40, y 160, 크기 160 × 80");

  // With Ctrl held it goes where the pointer goes.
  await page.keyboard.down("Control");
  await drag(page, await point(page, "B", 20, 20), 203, 3);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await places(page)).B).toEqual([243, 163, 160, 80]);

  // Escape brings it back.
  const before = await places(page);
  const at = await point(page, "B", 20, 20);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 90, at.y + 60, { steps: 4 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await places(page)).toEqual(before);
  expect(await widget(page, "B").evaluate((one) => one.style.transform)).toBe("");

  await widget(page, "B").click();
  const handle = await page.locator('[data-handle="se"]').boundingBox();
  if (!handle) throw new Error("no handle");
  await drag(page, { x: handle.x + 4, y: handle.y + 4 }, 57, 33);
  await expect.poll(async () => (await places(page)).B).toEqual([243, 163, 217, 113]);

  await widget(page, "A").click({ modifiers: ["Shift"] });
  await expect(page.locator("[data-sheet]").getByRole("option", { selected: true })).toHaveCount(2);
  await page.getByRole("button", { name: "위쪽 맞춤" }).click();
  await expect.poll(async () => (await places(page)).B).toEqual([243, 40, 217, 113]);

  // A rubber band around all of them.
  const corner = await point(page, "A", -30, -30);
  await drag(page, corner, 700, 400);
  await expect(page.locator("[data-sheet]").getByRole("option", { selected: true })).toHaveCount(3);

  // Dragged with Alt it is a second one that goes.
  await page.keyboard.press("Escape");
  await page.keyboard.down("Alt");
  await drag(page, await point(page, "C", 20, 20), 300, 101);
  await page.keyboard.up("Alt");
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(4);
  expect((await places(page)).C).toEqual(START.C);

  await page.getByRole("button", { name: /^텍스트/ }).click();
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(5);
  while (!(await undo(page).getAttribute("aria-disabled"))) await undo(page).click();
  expect(await places(page)).toEqual(START);
});

test("by keys alone: the same", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  await tabTo(page, option(page, "A"));
  await page.keyboard.press("Tab");
  await expect(option(page, "B")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(option(page, "C")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator("[data-widget] [role=option]:focus")).toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(option(page, "B")).toBeFocused();

  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Control+Shift+ArrowUp");
  await expect.poll(async () => (await places(page)).B).toEqual([239, 70, 161, 70]);
  await expect(said(page)).toHaveText("x 239, y 70, 크기 161 × 70");

  await page.keyboard.press("Shift+Tab");
  await expect(option(page, "A")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.locator("[data-sheet]").getByRole("option", { selected: true })).toHaveCount(2);
  await page.keyboard.press("Alt+w");
  await expect.poll(async () => (await places(page)).B).toEqual([239, 40, 161, 70]);

  // A group goes as one; Enter goes into it.
  await page.keyboard.press("Control+g");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await expect.poll(async () => [(await places(page)).A?.[1], (await places(page)).B?.[1]]).toEqual([41, 41]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect.poll(async () => [(await places(page)).A?.[1], (await places(page)).B?.[1]]).toEqual([42, 41]);

  // What is locked stays.
  await page.keyboard.press("Control+Shift+l");
  await page.keyboard.press("ArrowDown");
  expect((await places(page)).A).toEqual([40, 42, 160, 80]);
  await page.keyboard.press("Control+Shift+l");

  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+d");
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(6);
  await page.keyboard.press("Delete");
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(3);
  await expect(page.locator("[data-widget] [role=option]:focus")).toHaveCount(1);

  // Enter leads to the numbers of what one is at.
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("X", { exact: true })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect.poll(async () => Object.values(await places(page)).some(([x]) => x === 7)).toBe(true);

  await tabTo(page, undo(page), "Shift+Tab");
  while (!(await undo(page).getAttribute("aria-disabled"))) await page.keyboard.press("Control+z");
  await expect(said(page)).toHaveText(/^실행 취소함: /);
  expect(await places(page)).toEqual(START);
  for (let i = 0; i < 4; i++) await page.keyboard.press("Control+Shift+z");
  await expect(said(page)).toHaveText(/^다시 실행함: /);
  expect(await places(page)).not.toEqual(START);
});

test("widgets are copied to another dashboard, by the system's clipboard", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  await widget(page, "A").click();
  await page.keyboard.press("Control+c");
  await expect(said(page)).toHaveText("위젯 1개를 복사했습니다");
  await open(page, OTHER);
  await widget(page, "C").click();
  await page.keyboard.press("Control+v");
  // Where A lies there is an A already: beside it.
  await expect.poll(() => places(page)).toEqual({ ...START, "A-1": [56, 56, 160, 80] });
  await expect(option(page, "A-1")).toBeFocused();
  await page.keyboard.press("Control+x");
  await expect.poll(() => places(page)).toEqual(START);
  // A text of another kind is no widget.
  await page.getByLabel("X", { exact: true }).waitFor({ state: "detached" });
});

test("pages are added, named, put in order and removed with what is on them", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  const tabs = page.getByRole("navigation", { name: "페이지" }).getByRole("button");
  await page.getByRole("button", { name: "페이지 추가" }).click();
  await page.getByLabel("페이지 이름").fill("상품");
  await page.keyboard.press("Enter");
  await expect(tabs).toHaveText(["페이지 1", "상품"]);
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(0);
  await expect(tabs.nth(1)).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(tabs).toHaveText(["상품", "페이지 1"]);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(3);

  // Dragged before the other.
  const [last, first] = [await tabs.nth(1).boundingBox(), await tabs.nth(0).boundingBox()];
  if (!last || !first) throw new Error("no tabs");
  await drag(page, { x: last.x + 10, y: last.y + 10 }, first.x - last.x - 4, 0);
  await expect(tabs).toHaveText(["페이지 1", "상품"]);

  await tabs.nth(0).press("Delete");
  const dialog = page.getByRole("dialog", { name: "‘페이지 1’ 페이지를 삭제하시겠습니까?" });
  await dialog.getByRole("button", { name: "‘상품’ 페이지로 옮기기" }).click();
  await expect(tabs).toHaveText(["상품"]);
  await expect(page.locator("[data-sheet]").getByRole("option")).toHaveCount(3);
  await page.keyboard.press("Control+z");
  await expect(tabs).toHaveText(["페이지 1", "상품"]);
});

test("the order on phones is set by dragging and by keys, on a phone too", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  await page.getByRole("button", { name: "휴대폰 순서", exact: true }).click();
  const items = page.getByRole("button", { name: /옮기기$/ });
  await expect(items).toHaveText(["A", "B", "C"]);
  await items.nth(2).press("Alt+ArrowUp");
  await expect(items).toHaveText(["A", "C", "B"]);
  await expect(items.nth(1)).toBeFocused();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByText("위젯 배치는 더 넓은 화면에서", { exact: false })).toBeVisible();
  await expect(items).toHaveText(["A", "C", "B"]);
  const grips = page.locator("[data-grip]");
  const [from, to] = [await grips.nth(2).boundingBox(), await grips.nth(0).boundingBox()];
  if (!from || !to) throw new Error("no items");
  await drag(page, { x: from.x + 10, y: from.y + 10 }, 0, to.y - from.y - 12);
  await expect(items).toHaveText(["B", "A", "C"]);
  await page.getByRole("button", { name: "A 아래로" }).click();
  await expect(items).toHaveText(["B", "C", "A"]);
  // It goes no further: the keyboard stays with it.
  await expect(items.nth(2)).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("widgets are drawn with data, ask nothing when they move and only in sight; a broken one says why", async ({
  api,
  loginAs,
}) => {
  const chart = {
    type: "chart",
    title: "Days",
    dataset: "sales",
    chart: { kind: "bar", x: { name: "date", grain: "day" }, measure: "margin" },
  };
  const editor = await api("editor");
  await editor.delete(`/api/v1/dashboards/${OTHER}`);
  const made = await editor.post("/api/v1/dashboards", {
    data: specOf(OTHER, {
      controls: [{ type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } }],
      widgets: [
        { id: "A", ...chart },
        { id: "far", type: "kpi", dataset: "sales", measures: ["orders"] },
      ],
      layout: {
        width: 800,
        widgets: { A: { x: 0, y: 0, w: 160, h: 240 }, far: { x: 0, y: 4000, w: 300, h: 92 } },
      },
    }),
  });
  expect(made.ok(), await made.text()).toBe(true);
  const page = await loginAs("editor");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/query")) asked.push(request.postData() ?? "");
  });
  await open(page, OTHER);
  await expect(widget(page, "A").locator("figure")).toBeVisible();
  expect(asked.some((question) => question.includes("orders"))).toBe(false);
  const before = asked.length;
  await option(page, "A").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(async () => (await places(page)).A).toEqual([1, 10, 160, 240]);
  await widget(page, "far").scrollIntoViewIfNeeded();
  await expect.poll(() => asked.slice(before).some((question) => question.includes("orders"))).toBe(true);
  // Nothing but the one that came into sight has asked.
  expect(asked.slice(before).every((question) => question.includes("orders"))).toBe(true);

  // Pasted, a widget of an unknown measure says so in its frame, and the page says what it lacks.
  const copied = {
    lookflex: "widgets",
    widgets: [{ id: "lost", type: "kpi", dataset: "nowhere", measures: ["x"] }],
    boxes: { lost: { x: 400, y: 3900, w: 300, h: 92 } },
  };
  await option(page, "far").evaluate((element, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", JSON.stringify(data));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, copied);
  await expect(widget(page, "lost").getByText("nowhere", { exact: false })).toBeVisible();
  await expect(
    page.getByText("다음 데이터셋이 없거나 볼 수 없습니다: nowhere.", { exact: true }),
  ).toBeVisible();
});

test("nothing is wrong with the editor for who can't see it", async ({ loginAs }) => {
  const page = await loginAs("editor");
  await open(page);
  await widget(page, "B").click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "휴대폰 순서", exact: true }).click();
  expect(await violations(page)).toEqual([]);
});
