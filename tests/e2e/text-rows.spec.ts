import type { Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";

const SLUG = "text-rows";
const dashboard = {
  slug: SLUG,
  name: SLUG,
  isPublic: true,
  widgets: [
    {
      id: "rows",
      type: "table",
      title: "Texts",
      dataset: "sales",
      dimensions: ["product", "campaign", "sku", "date"],
      config: {
        metrics: ["margin"],
        paging: "scroll",
        wrap: ["product", "campaign"],
        columnWidths: { product: 60, campaign: 60 },
      },
    },
  ],
  layout: { width: 1152, widgets: { rows: { x: 0, y: 0, w: 1152, h: 520 } } },
};
/** px, of a row of one line. */
const LEAST = 32;

const grid = (page: Page) => page.getByRole("grid", { name: "Texts" });
const place = (page: Page) => page.getByRole("region", { name: /보이는 행/ });

test.beforeEach(async ({ api }) => {
  const editor = await api("editor");
  await editor.delete(`/api/v1/dashboards/${SLUG}`);
  const made = await editor.post("/api/v1/dashboards", { data: dashboard });
  expect(made.ok(), await made.text()).toBe(true);
});
test.afterEach(async ({ api }) => {
  await (await api("editor")).delete(`/api/v1/dashboards/${SLUG}`);
});

/** Rows drawn: where each is, px from the top of all of them, and how high they are said to be together. */
const drawn = (page: Page) =>
  grid(page).evaluate((table) => {
    const body = table.querySelector("tbody");
    const top = body?.getBoundingClientRect().top ?? 0;
    const rows = [...(body?.querySelectorAll("tr") ?? [])].map((row) => {
      const box = row.getBoundingClientRect();
      return { row: Number(row.dataset.index), top: box.top - top, height: box.height };
    });
    return { rows, height: body?.getBoundingClientRect().height ?? 0 };
  });

test("rows as high as their texts stand one below the other, to the very last", async ({ loginAs }) => {
  const page = await loginAs("admin");
  await page.goto(`${demo().url}/d/${SLUG}`);
  await expect(place(page)).toContainText(/1–[\d,]+ \/ [\d,]{5,}/);
  // Some take several lines, and what is said of all of them knows of it.
  const total = Number((await place(page).textContent())?.split("/")[1]?.replace(/\D/g, ""));
  await expect
    .poll(async () => Math.max(...(await drawn(page)).rows.map(({ height }) => height)))
    .toBeGreaterThan(LEAST + 8);
  await expect.poll(async () => (await drawn(page)).height).toBeGreaterThan(total * LEAST);

  await grid(page).locator('[data-cell="0:0"]').click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  const last = grid(page)
    .locator(`[data-cell^="${total - 1}:"]`)
    .first();
  await expect(last).toBeInViewport();
  const { rows, height } = await drawn(page);
  const inOrder = rows.filter(({ row }) => row > total - 10);
  expect(inOrder.at(-1)?.row).toBe(total - 1);
  for (const [i, one] of inOrder.entries()) {
    const next = inOrder[i + 1];
    if (next) expect(Math.abs(one.top + one.height - next.top)).toBeLessThan(1);
    // Below the last there is nothing.
    else expect(Math.abs(one.top + one.height - height)).toBeLessThan(1.5);
  }
});

test("what is read stays where it is while what is above it takes its height", async ({ loginAs }) => {
  const page = await loginAs("admin");
  await page.goto(`${demo().url}/d/${SLUG}`);
  await expect(place(page)).toContainText(/1–[\d,]+ \/ [\d,]{5,}/);
  await expect.poll(async () => (await drawn(page)).rows.every(({ row }) => !Number.isNaN(row))).toBe(true);
  const scroller = grid(page).locator("xpath=..");
  await scroller.evaluate((element) => {
    element.scrollTop = 6000;
  });
  await expect(place(page)).not.toContainText(/^1–/);
  await expect(grid(page).locator('tbody tr[aria-busy="true"]')).toHaveCount(0);
  // Upwards, by less than a row each time: a row in sight moves by what was scrolled and no more.
  const inSight = () =>
    scroller.evaluate((element) => {
      const top = element.getBoundingClientRect().top + (element.querySelector("thead")?.offsetHeight ?? 0);
      const row = [...element.querySelectorAll("tbody tr")].find(
        (one) => one.getBoundingClientRect().top >= top + 60,
      );
      return { index: row?.getAttribute("data-index"), top: row?.getBoundingClientRect().top ?? 0 };
    });
  for (let step = 0; step < 12; step++) {
    const before = await inSight();
    const after = await scroller.evaluate(async (element, index) => {
      element.scrollTop -= 20;
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      return element.querySelector(`tbody tr[data-index="${index}"]`)?.getBoundingClientRect().top;
    }, before.index);
    expect(Math.abs((after ?? Number.NaN) - before.top - 20)).toBeLessThan(1.5);
  }
});
