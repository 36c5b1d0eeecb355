import { expect, type Locator, type Page } from "@playwright/test";

/** How a person works a page: what a script says once is done by the mouse or by keys alone. */
export interface Hands {
  /** A button, a box, a menu's item: activated. */
  press(target: Locator): Promise<void>;
  /** One of several that lie side by side. */
  pick(target: Locator): Promise<void>;
  /** An option of a list that opens. */
  choose(list: Locator, option: string): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
}

export const mouse = (page: Page): Hands => ({
  press: (target) => target.click(),
  pick: (target) => target.click(),
  choose: async (list, option) => {
    await list.click();
    await page.getByRole("option", { name: option, exact: true }).click();
  },
  write: async (field, text) => {
    await field.click();
    await field.fill(text);
  },
});

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Goes to an element as the Tab key does, from wherever the focus is; round once at most. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < 250; i++) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no way by ${key} to ${target}`);
}

/** Goes down a list or menu to one of its items; where nothing is below, on from the top. Each step waits for the focus to move. */
export async function stepTo(page: Page, wanted: Locator): Promise<void> {
  for (let i = 0; i < 60 && !(await isFocused(wanted)); i++) {
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press("ArrowDown");
    const moved = page.waitForFunction((element) => document.activeElement !== element, before, {
      timeout: 2_000,
    });
    if (!(await moved.then(() => true).catch(() => false))) await page.keyboard.press("Home");
  }
  await expect(wanted).toBeFocused();
}

export const keys = (page: Page): Hands => ({
  press: async (target) => {
    await tabTo(page, target);
    // A box is ticked by the space bar, all else is opened by Enter.
    await page.keyboard.press((await target.getAttribute("role")) === "checkbox" ? "Space" : "Enter");
  },
  pick: async (target) => {
    const group = target.locator("xpath=..");
    // A group that was never entered leads to what is on in it.
    await tabTo(page, group.locator('[tabindex="0"], [aria-checked="true"]').first());
    for (let i = 0; i < 10 && !(await isFocused(target)); i++) await page.keyboard.press("ArrowRight");
    await expect(target).toBeFocused();
    await page.keyboard.press("Enter");
  },
  choose: async (list, option) => {
    await tabTo(page, list);
    await page.keyboard.press("Enter");
    const wanted = page.getByRole("option", { name: option, exact: true });
    await expect(wanted).toBeVisible();
    // The list takes the focus a moment after it is seen, and moves it a moment after a key: each step waits for it.
    const focused = page.getByRole("option").and(page.locator(":focus"));
    await expect(focused).toBeVisible();
    await stepTo(page, wanted);
    await page.keyboard.press("Enter");
    await expect(wanted).toBeHidden();
  },
  write: async (field, text) => {
    await tabTo(page, field);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
  },
});
