/** The words and bounds of a format. Its schema is made of them. */
export const FORMAT_STYLES = ["number", "currency", "percent", "date", "duration", "text"] as const;
export const NUMBER_UNITS = ["none", "korean", "compact"] as const;
/** Characters before or after a number. */
export const LONGEST_AFFIX = 20;
export const MOST_DECIMALS = 10;
