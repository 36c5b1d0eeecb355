import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { demo, expect, signIn, test } from "./fixtures";
import { type Hands, keys, mouse, tabTo } from "./hands";

const PERIOD = `date between (now() at time zone 'Asia/Seoul')::date - 28 and (now() at time zone 'Asia/Seoul')::date - 1`;
const TITLE = "브랜드 손익";
const spec = (slug: string) => ({
  slug,
  name: "브랜드 매니저의 하루",
  isPublic: true,
  controls: [{ type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } }],
  widgets: [
    {
      id: "brands",
      type: "table",
      title: TITLE,
      dataset: "sales",
      dimensions: ["brand"],
      config: { metrics: ["orders", "settlement_amount", "cost", "ad_spend", "margin", "roi"], pageSize: 20 },
    },
  ],
  layout: { width: 1152, widgets: { brands: { x: 0, y: 0, w: 1152, h: 640 } } },
});

const grid = (page: Page) =>
  page.getByRole("grid", { name: TITLE }).or(page.getByRole("treegrid", { name: TITLE }));
const head = (page: Page, name: string) =>
  grid(page).getByRole("columnheader", { name: new RegExp(`^${name}( |$)`) });
const status = (page: Page) => page.getByRole("status", { name: "선택 요약" });
const panelOf = (page: Page) => page.getByRole("complementary", { name: "표 설정" });
const openPanel = (page: Page) => page.getByRole("button", { name: /지표 13개 중 \d+개/ });
const digits = (text: string | null) => (text ?? "").replace(/[^\d.−-]/g, "").replace("−", "-");
const won = (value: bigint) => value.toLocaleString("ko").replace("-", "−");

/** The lines drawn: level, name and the cells by their column's place. Read at once: between two readings they may change. */
const lines = (page: Page) =>
  grid(page)
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => ({
        level: Number(row.getAttribute("aria-level")),
        name: row.querySelector("th")?.textContent ?? "",
        cells: [...row.querySelectorAll("[data-cell]")].map((cell) => ({
          text: cell.textContent ?? "",
          ground: getComputedStyle(cell).backgroundColor,
        })),
      })),
    );

/** What differs between the two ways: the pointer's own gestures and the keys' own walks. */
interface Way extends Hands {
  /** The menu of a column's head. */
  columnMenu(column: string): Promise<Locator>;
  widen(column: string): Promise<void>;
  /** Opens what is inside the line of that name. */
  open(line: string): Promise<void>;
  /** Selects from one row to another in a column. */
  select(column: number, from: number, to: number): Promise<void>;
}

const menu = (page: Page, column: string) => page.getByRole("dialog", { name: `${column}: 정렬·고정·필터` });

function byMouse(page: Page): Way {
  const cell = (row: number, column: number) => grid(page).locator(`[data-cell="${row}:${column}"]`);
  return {
    ...mouse(page),
    columnMenu: async (column) => {
      await head(page, column).hover();
      await head(page, column)
        .getByRole("button", { name: `${column}: 정렬·고정·필터` })
        .click();
      return menu(page, column);
    },
    widen: async (column) => {
      const edge = head(page, column).getByRole("separator");
      const box = await edge.boundingBox();
      if (!box) throw new Error("no edge");
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y, { steps: 4 });
      await page.mouse.move(x + 120, y, { steps: 4 });
      await page.mouse.up();
    },
    open: (line) =>
      grid(page)
        .getByRole("button", { name: `${line} 하위 항목`, exact: true })
        .click(),
    select: async (column, from, to) => {
      await cell(from, column).hover();
      await page.mouse.down();
      await cell(to, column).hover();
      await page.mouse.up();
    },
  };
}

function byKeys(page: Page): Way {
  const active = () => grid(page).locator('[data-cell][tabindex="0"]');
  const at = async () => ((await active().getAttribute("data-cell")) ?? "0:0").split(":").map(Number);
  /** Arrow by arrow, from the cell that Tab comes to. */
  const walkTo = async (row: number, column: number) => {
    await tabTo(page, active());
    for (let i = 0; i < 400; i++) {
      const [r = 0, c = 0] = await at();
      if (r === row && c === column) return;
      if (r !== row) await page.keyboard.press(r < row ? "ArrowDown" : "ArrowUp");
      else await page.keyboard.press(c < column ? "ArrowRight" : "ArrowLeft");
    }
    throw new Error(`no way to ${row}:${column}`);
  };
  return {
    ...keys(page),
    columnMenu: async (column) => {
      await tabTo(page, head(page, column).getByRole("button", { name: `${column}: 정렬·고정·필터` }));
      await page.keyboard.press("Enter");
      return menu(page, column);
    },
    widen: async (column) => {
      await tabTo(page, head(page, column).getByRole("separator"));
      for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowRight");
    },
    open: async (line) => {
      const drawn = await lines(page);
      await walkTo(
        drawn.findIndex(({ name }) => name === line),
        0,
      );
      await page.keyboard.press("Enter");
    },
    select: async (column, from, to) => {
      await walkTo(from, column);
      for (let i = from; i < to; i++) await page.keyboard.press("Shift+ArrowDown");
    },
  };
}

for (const [how, way] of [
  ["by mouse", byMouse],
  ["by keyboard alone", byKeys],
] as const)
  test(`a day of a brand manager, ${how}`, async ({ api, browser, context, loginAs, sql }) => {
    test.slow();
    const slug = `day-${randomUUID().slice(0, 8)}`;
    const editor = await api("editor");
    expect((await editor.post("/api/v1/dashboards", { data: spec(slug) })).status()).toBe(201);
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
    const page = await loginAs("viewer");
    await page.goto(`${demo().url}/d/${slug}`);
    const hand = way(page);
    const panel = panelOf(page);
    // Painted by the browser's script: before, keys go nowhere.
    await expect(grid(page).locator('[data-cell="0:0"]')).toHaveAttribute("tabindex", "0");

    // Metrics: two go, one comes.
    await hand.press(openPanel(page));
    for (const metric of ["주문", "원가", "ROAS"])
      await hand.press(panel.getByRole("checkbox", { name: metric, exact: true }));
    await expect(head(page, "ROAS")).toBeVisible();
    await expect(head(page, "원가")).toHaveCount(0);

    // Groups: channel, with the brands inside.
    await hand.press(panel.getByRole("button", { name: "채널(으)로 묶기" }));
    await hand.press(panel.getByRole("button", { name: "브랜드(으)로 묶기" }));
    await page.waitForURL(/t\.brands\.groups=channel,brand/);

    // ROI below 0 red, from 50 green.
    await hand.pick(panel.getByRole("radio", { name: /조건부 서식/ }));
    await hand.press(panel.getByRole("button", { name: "규칙 추가" }));
    await hand.choose(panel.getByRole("combobox", { name: "열", exact: true }), "ROI");
    await hand.press(panel.getByRole("checkbox", { name: "소계" }));
    await expect(panel.getByRole("button", { name: "ROI < 0", exact: true })).toBeVisible();
    await hand.press(panel.getByRole("button", { name: "규칙 추가" }));
    await hand.choose(panel.getByRole("combobox", { name: "열", exact: true }), "ROI");
    await hand.choose(panel.getByRole("combobox", { name: "조건", exact: true }), "이상");
    await hand.write(panel.getByRole("textbox", { name: "값" }), "50");
    await hand.press(panel.getByRole("checkbox", { name: "소계" }));
    await hand.press(panel.getByRole("button", { name: "초록" }));
    await expect(panel.getByRole("button", { name: "ROI ≥ 50", exact: true })).toBeVisible();
    await hand.pick(panel.getByRole("radio", { name: "JSON" }));
    await expect(panel.locator(".cm-content")).toContainText('"gte"');
    const wanted = [
      {
        column: "roi",
        rules: [
          { condition: "lt", value: 0, on: ["data", "subtotal"], style: { tone: "negative" } },
          { condition: "gte", value: 50, on: ["data", "subtotal"], style: { tone: "positive" } },
        ],
      },
    ];
    expect(JSON.parse((await panel.locator(".cm-content").textContent()) ?? "")).toEqual(wanted);
    await hand.press(panel.getByRole("button", { name: "닫기" }));

    // The brands stay in sight, and get more room.
    const first = (await grid(page).getByRole("columnheader").first().textContent()) ?? "";
    const levels = first.startsWith("채널") ? "채널" : "브랜드";
    const freezing = await hand.columnMenu(levels);
    await hand.press(freezing.getByRole("button", { name: "왼쪽에 고정" }));
    await expect(head(page, levels)).toHaveCSS("position", "sticky");
    const before = await head(page, levels).boundingBox();
    await hand.widen(levels);
    await expect
      .poll(async () => (await head(page, levels).boundingBox())?.width)
      .toBeGreaterThan((before?.width ?? 0) + 40);

    // Down to the SKUs of the best brand in the best channel.
    const best = async (by: string, where: string) =>
      (
        await sql.unsafe<{ name: string; settlement: string; roi: string | null }[]>(
          `select ${by} as name, sum(settlement_amount)::text settlement,
                  round(sum(margin) * 100.0 / nullif(sum(ad_spend), 0), 1)::text roi
           from commerce.sales where ${PERIOD} and ${where} group by 1
           order by ${by} limit 500`,
        )
      ).slice();
    const names = async () => (await lines(page)).map(({ name }) => name);
    await expect.poll(async () => (await lines(page)).every(({ level }) => level === 1)).toBe(true);
    const path: string[] = [];
    let where = "true";
    for (const [depth, by] of ["channel", "brand", "product"].entries()) {
      const line = (await lines(page))[depth];
      path.push(line?.name ?? "");
      await hand.open(line?.name ?? "");
      where += ` and ${by} = '${line?.name.replaceAll("'", "''")}'`;
      // A line on its way has no name yet.
      const inside = async () => (await lines(page))[depth + 1];
      await expect.poll(async () => ((await inside())?.name ? (await inside())?.level : 0)).toBe(depth + 2);
    }
    const skus = await best("sku", where);
    const drawn = await lines(page);
    const roi = Number(await head(page, "ROI").getAttribute("data-head"));
    const settlement = Number(await head(page, "정산금액").getAttribute("data-head"));
    const shown = drawn.filter(({ level }) => level === 4);
    expect(shown.map(({ name }) => name).sort()).toEqual(skus.map(({ name }) => name).sort());
    for (const line of shown) {
      const fact = skus.find(({ name }) => name === line.name);
      expect(digits(line.cells[settlement]?.text ?? "")).toBe(fact?.settlement ?? "");
      expect(digits(line.cells[roi]?.text ?? "")).toBe(fact?.roi ?? "");
    }
    // Every level has its colours.
    const grounds = await page.evaluate(() =>
      ["--neg-soft", "--pos-soft"].map((token) => {
        const probe = document.createElement("i");
        probe.style.backgroundColor = `var(${token})`;
        document.body.append(probe);
        const color = getComputedStyle(probe).backgroundColor;
        probe.remove();
        return color;
      }),
    );
    for (const line of drawn) {
      const text = digits(line.cells[roi]?.text ?? "");
      const ground = line.cells[roi]?.ground ?? "";
      if (text !== "" && Number(text) < 0) expect(ground).toBe(grounds[0]);
      else if (text !== "" && Number(text) >= 50) expect(ground).toBe(grounds[1]);
      else expect(grounds).not.toContain(ground);
    }

    // A range of brands: its sum below, its copy in the clipboard as numbers.
    const from = drawn.findIndex(
      ({ level }, i) => level === 2 && drawn[i + 1]?.level === 2 && drawn[i + 2]?.level === 2,
    );
    const range = drawn.slice(from, from + 3);
    expect(range.map(({ level }) => level)).toEqual([2, 2, 2]);
    const values = range.map((line) => BigInt(digits(line.cells[settlement]?.text ?? "")));
    await hand.select(settlement, from, from + 2);
    await expect(status(page)).toContainText("선택 3행 × 1열");
    await expect(status(page)).toContainText(`합계 ${won(values.reduce((a, b) => a + b))}`);
    await page.keyboard.press("Control+c");
    await expect(status(page)).toContainText("복사했습니다");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split(/\r?\n/)).toEqual(values.map(String));

    await hand.press(page.getByRole("button", { name: "저장", exact: true }));
    await expect(page.getByRole("button", { name: /저장하지 않은 변경/ })).toBeHidden();
    const width = (await head(page, levels).boundingBox())?.width ?? 0;
    const all = await names();
    const same = async (other: Page) => {
      await expect.poll(async () => (await lines(other)).map(({ name }) => name)).toEqual(all);
      await expect(head(other, "ROAS")).toBeVisible();
      await expect(head(other, "원가")).toHaveCount(0);
      await expect(head(other, levels)).toHaveCSS("position", "sticky");
      expect((await head(other, levels).boundingBox())?.width).toBeCloseTo(width, 0);
      const again = await lines(other);
      expect(again.map(({ cells }) => cells[roi])).toEqual(drawn.map(({ cells }) => cells[roi]));
    };
    await page.goto(`${demo().url}/d/${slug}`);
    await same(page);

    // At another machine: all back. Another person: the dashboard as it was made.
    for (const [role, check] of [
      ["viewer", same],
      [
        "editor",
        async (theirs: Page) => {
          await expect(head(theirs, "원가")).toBeVisible();
          await expect(head(theirs, "ROAS")).toHaveCount(0);
          await expect(theirs.getByRole("treegrid")).toHaveCount(0);
        },
      ],
    ] as const) {
      const elsewhere = await browser.newContext({ locale: "ko-KR" });
      await signIn(elsewhere, role);
      const theirs = await elsewhere.newPage();
      await theirs.goto(`${demo().url}/d/${slug}`);
      await check(theirs);
      await elsewhere.close();
    }
    expect((await editor.delete(`/api/v1/dashboards/${slug}`)).ok()).toBe(true);
  });
