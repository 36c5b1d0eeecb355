/** The words a question is written with. Beside their schemas, not in them: who only reads an address needs no validator. */

export const GRAINS = [
  "hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "fiscal_quarter",
  "fiscal_year",
] as const;

export const FILTER_OPS = [
  "eq",
  "ne",
  "in",
  "nin",
  "lt",
  "lte",
  "gt",
  "gte",
  "between",
  "contains",
  "starts_with",
  "is_null",
  "is_not_null",
] as const;

/** Characters of a name, of a text that is a value; values of one filter. */
export const LONGEST_QUERY_NAME = 100;
export const LONGEST_SCALAR = 4000;
/** Characters of a search. */
export const LONGEST_SEARCH = 200;
export const MOST_FILTER_VALUES = 10_000;

/** The word of a list that a text is; undefined for any other text. */
export const wordOf = <T extends string>(words: readonly T[], text: unknown): T | undefined =>
  words.find((word) => word === text);
