/** The side panel's place: whoever draws it puts this id around it. */
export const PANEL_ID = "editor-panel";

/** Brings the keyboard to the first field of the side panel, once it shows what is chosen. */
export function focusPanel(): void {
  requestAnimationFrame(() => {
    const panel = document.getElementById(PANEL_ID);
    const first = panel?.querySelector<HTMLElement>(
      "input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled]), [tabindex='0']",
    );
    (first ?? panel)?.focus();
  });
}
