/** The side panel's place: whoever draws it puts this id around it. */
export const PANEL_ID = "editor-panel";

const FIELDS = "input:not([disabled]), select:not([disabled]), textarea:not([disabled])";
/** What one comes for, before what else is there: a widget, a text, a field. */
const WANTED = [
  "[data-sheet] [role=option][tabindex='0'], [role=listbox][tabindex='0']",
  "[contenteditable='true']",
  FIELDS,
  // What is done to the whole, such as removing it, is not what one comes for.
  ":is(button, [tabindex='0']):not([disabled], [data-panel-head] *)",
] as const;

function focusIn(part: HTMLElement): void {
  for (const wanted of WANTED) {
    const found = part.querySelector<HTMLElement>(wanted);
    if (!found) continue;
    found.focus();
    return;
  }
  part.focus();
}

/** Brings the keyboard to the first field of the side panel, once it shows what is chosen. */
export function focusPanel(): void {
  requestAnimationFrame(() => {
    const panel = document.getElementById(PANEL_ID);
    if (panel) focusIn(panel);
  });
}

/** Brings the keyboard to the next part of the editor, or the one before: what can be added, the page, the side panel. */
export function focusPart(by: 1 | -1): void {
  const parts = [...document.querySelectorAll<HTMLElement>("[data-editor-part]")].filter(
    (part) => part.offsetParent !== null,
  );
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : -1) : (at + by) % parts.length;
  const part = parts.at(next);
  if (part) focusIn(part);
}

/** Brings the keyboard back to the field of a name that was just given: what shows it is drawn anew under the new one. */
export function focusName(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`#${PANEL_ID} [data-panel-name]`)?.focus();
  });
}
