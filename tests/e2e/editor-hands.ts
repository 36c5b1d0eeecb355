/** How a person works the editor: as {@link Hands}, and what the editor has besides. */
import { expect, type Locator, type Page } from "@playwright/test";
import { type Hands, keys, mouse, tabTo } from "./hands";

export interface EditorHands extends Hands {
  /** One word of the browser's own list. */
  set(list: Locator, option: string): Promise<void>;
  /** One of a list that opens and is searched by typing. */
  find(button: Locator, option: string): Promise<void>;
  /** One of a group of the browser's own radio buttons, each inside of its label. */
  mark(group: Locator, option: string): Promise<void>;
  /** A tab beside others. */
  open(tab: Locator): Promise<void>;
  /** From the widget that is chosen to its settings: by the mouse they are at hand. */
  toPanel(): Promise<void>;
  /** And back to it. */
  toCanvas(): Promise<void>;
}

/** The list under the field that is searched in, and the entry Enter would take. */
const found = (page: Page, option: string) => page.getByRole("option", { name: option, exact: true });

export const editorMouse = (page: Page): EditorHands => ({
  ...mouse(page),
  set: async (list, option) => {
    await list.selectOption({ label: option });
  },
  find: async (button, option) => {
    await button.click();
    await found(page, option).click();
  },
  mark: (group, option) => group.getByText(option, { exact: true }).click(),
  open: (tab) => tab.click(),
  toPanel: async () => {},
  toCanvas: async () => {},
});

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Which of the two keys leads to an element on the shorter way. */
const wayTo = (target: Locator): Promise<"Tab" | "Shift+Tab"> =>
  target.evaluate((element) => {
    const here = document.activeElement ?? document.body;
    return here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
  });

/** Nothing here, nor in what it calls, touches the mouse or gives the focus away. */
export function editorKeys(page: Page): EditorHands {
  const { keyboard } = page;
  /** F6 leads from one part of the editor to the next, Tab to what is in it. */
  const go = async (target: Locator) => {
    await expect(target).toBeVisible();
    const part = target.locator("xpath=ancestor::*[@data-editor-part]");
    const isThere = () => part.evaluate((element) => element.contains(document.activeElement));
    if ((await part.count()) > 0)
      for (let i = 0; i < 3 && !(await isThere()); i++) await keyboard.press("F6");
    if (!(await isFocused(target))) await tabTo(page, target, await wayTo(target));
  };
  const hands = keys(page);
  return {
    ...hands,
    press: async (target) => {
      await go(target);
      await hands.press(target);
    },
    write: async (field, text) => {
      await go(field);
      await hands.write(field, text);
    },
    choose: async (list, option) => {
      await go(list);
      await hands.choose(list, option);
    },
    set: async (list, option) => {
      await go(list);
      const said = () =>
        list.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.label ?? "");
      const all = await list.locator("option").allTextContents();
      const by = all.indexOf(option) - all.indexOf(await said());
      for (let i = 0; i < Math.abs(by); i++) await keyboard.press(by > 0 ? "ArrowDown" : "ArrowUp");
      expect(await said()).toBe(option);
    },
    find: async (button, option) => {
      await go(button);
      await keyboard.press("Enter");
      await expect(page.locator("[cmdk-input]")).toBeFocused();
      await keyboard.type(option);
      const wanted = found(page, option);
      await expect(wanted).toBeVisible();
      for (let i = 0; i < 20 && (await wanted.getAttribute("aria-selected")) !== "true"; i++)
        await keyboard.press("ArrowDown");
      await expect(wanted).toHaveAttribute("aria-selected", "true");
      await keyboard.press("Enter");
      await expect(wanted).toBeHidden();
    },
    mark: async (group, option) => {
      const wanted = group.getByRole("radio", { name: option });
      await go(group.getByRole("radio", { checked: true }));
      for (let i = 0; i < 10 && !(await wanted.isChecked()); i++) await keyboard.press("ArrowDown");
      await expect(wanted).toBeChecked();
    },
    open: async (tab) => {
      const list = tab.locator("xpath=..");
      await go(list.getByRole("tab", { selected: true }));
      for (let i = 0; i < 10 && !(await isFocused(tab)); i++) await keyboard.press("ArrowRight");
      await expect(tab).toBeFocused();
      await expect(tab).toHaveAttribute("aria-selected", "true");
    },
    toPanel: async () => {
      await keyboard.press("Enter");
      await expect(page.locator("#editor-panel :focus")).toHaveCount(1);
    },
    toCanvas: () => keyboard.press("Shift+F6"),
  };
}
