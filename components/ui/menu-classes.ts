/** Looks shared by everything that opens over the page: menus, selects, popovers. */
export const floatingClasses =
  "z-50 min-w-32 rounded-3 bg-surface p-1 text-12 text-ink shadow-pop animate-appear outline-none";

export const menuItemClasses =
  "relative flex h-7 w-full cursor-default select-none items-center gap-2 rounded-tag px-2 text-12 text-ink outline-none data-[disabled]:text-ink-4 data-[highlighted]:bg-hover [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-ink-2 pointer-coarse:h-11";
