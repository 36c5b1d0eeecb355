/** The side panel's place: whoever draws it puts this id around it. */
export const PANEL_ID = "editor-panel";

const FIELDS = ":is(input, select, textarea):not(:disabled, [type='hidden'], [tabindex='-1'])";

/** Brings the keyboard to the first field of the side panel, once it shows what is chosen. */
export function focusPanel(): void {
  requestAnimationFrame(() => {
    const panel = document.getElementById(PANEL_ID);
    // What is done to the whole, such as removing it, is not what one comes for.
    const first = [FIELDS, ":is(button, [tabindex='0']):not(:disabled, [data-panel-head] *)"]
      .map((wanted) => panel?.querySelector<HTMLElement>(wanted))
      .find(Boolean);
    (first ?? panel)?.focus();
  });
}
