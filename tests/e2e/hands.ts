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
    await page.keyboard.press("Home");
    for (let i = 0; i < 40 && !(await isFocused(wanted)); i++) await page.keyboard.press("ArrowDown");
    await expect(wanted).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(wanted).toBeHidden();
  },
  write: async (field, text) => {
    await tabTo(page, field);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
  },
});
