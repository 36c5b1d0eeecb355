/** The words and bounds of a table's configuration. Its schema is made of them, and so is what reads an address in the browser. */

export const DENSITIES = ["compact", "normal", "roomy"] as const;
export const PAGINGS = ["pages", "scroll"] as const;
export const SUBTOTAL_PLACES = ["above", "below", "none"] as const;
export const ALIGNS = ["start", "center", "end"] as const;
export const DATE_PATTERNS = ["full", "short", "weekday"] as const;
export const PAGE_ROWS = { least: 5, most: 1000 } as const;
export const PIVOT_COLUMNS = { least: 1, most: 500 } as const;
/** Characters of a column's name, and of what it is called in one table. */
export const LONGEST_NAME = 120;
/** Levels of a line's path. */
export const DEEPEST_PATH = 20;

/** A page of this site or of the web, with `{dimension}` where the row's value goes: the host is never a row's to choose. */
export const ADDRESS_TEMPLATE = /^(https?:\/\/[^{}\s/\\@?#]+\/|\/(?![/\\]))[^\s\\]*$/;
export const LONGEST_ADDRESS = 2000;
