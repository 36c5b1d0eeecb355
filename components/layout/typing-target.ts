/** What is open has its own keys. */
const OPEN = "[role=dialog][data-state=open], [role=menu][data-state=open], [role=listbox][data-state=open]";

/** Whether keys write there. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether keys belong to a field, or to what is open above the page. */
export const isTaken = (target: EventTarget | null): boolean =>
  isField(target) || document.querySelector(OPEN) !== null;
