/** Filters on the hostile dataset, drawn by fast-check: every operator that its column's type has. */
import fc from "fast-check";
import type { Filter, TextSearch } from "@/lib/query/query";
import { hostileRows } from "@/lib/query/testing/hostile-dataset";
import { hostileProducts } from "@/lib/query/testing/hostile-lookup";
import { HIDDEN_NAMES } from "@/lib/query/testing/hostile-viewers";

const rows = hostileRows();

/** Days at which something happens: leap days, a change of the clocks, ends of years, the day of the tests. */
export const DAYS = [
  "2023-12-01",
  "2024-02-29",
  "2025-11-02",
  "2025-11-30",
  "2025-12-31",
  "2026-01-01",
  "2026-01-15",
  "2027-01-01",
];
const RELATIVE_DAYS = ["now-28d", "now-1M/M", "now/w", "now-1fQ/fQ", "now-1y/fy"];

const distinct = <T>(values: T[]): T[] => [...new Set(values)];
const withoutNull = <T>(list: (T | null)[]) => list.filter((value): value is T => value !== null);

/** What each text dimension holds, null among it. */
export const TEXT_VALUES = {
  brand: [...distinct(rows.map((row) => row.brand)), "•••"],
  product: distinct(rows.map((row) => row.product)),
  channel: distinct(rows.map((row) => row.channel)),
  category: distinct(hostileProducts().map((entry) => entry.category)),
};

const nullFilter = (name: string): fc.Arbitrary<Filter> =>
  fc.record({
    name: fc.constant(name),
    op: fc.constantFrom("is_null", "is_not_null"),
    values: fc.constant([]),
  });

const textFilter = fc
  .constantFrom("brand", "product", "channel", "category")
  .chain((name): fc.Arbitrary<Filter> => {
    const values = TEXT_VALUES[name];
    const known = withoutNull(values);
    const parts = fc.constantFrom(
      "%",
      "_",
      "\\",
      "'",
      '"',
      "닥",
      "트루",
      "🍊",
      "AB",
      "b",
      "citrus",
      "%_",
      "none",
      "•",
    );
    const starts = fc.constantFrom(...known).map((value) => value.slice(0, 3));
    return fc.oneof(
      fc.record({
        name: fc.constant(name),
        op: fc.constantFrom("eq", "ne"),
        values: fc.constantFrom(...known).map((value) => [value]),
      }),
      fc.record({
        name: fc.constant(name),
        op: fc.constantFrom("in", "nin"),
        values: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 4 }),
      }),
      fc.record({
        name: fc.constant(name),
        op: fc.constantFrom("contains", "starts_with"),
        values: fc.oneof(parts, starts).map((value) => [value]),
      }),
      nullFilter(name),
    );
  });

/** Text looked for in several dimensions at once. */
export const textSearch: fc.Arbitrary<TextSearch> = fc.record({
  text: fc
    .oneof(
      fc.constantFrom("%", "_", "\\", "닥", "트루", "🍊", "AB", "b", "citrus", "naver", "none", "•"),
      fc.constantFrom(...Object.values(TEXT_VALUES).flatMap(withoutNull)).map((value) => value.slice(0, 3)),
    )
    .filter((text) => text !== "" && !/[\p{Surrogate}]/u.test(text)),
  dimensions: fc.uniqueArray(fc.constantFrom("brand", "product", "channel", "category"), { minLength: 1 }),
});

const orderedFilter = <T extends string | number>(
  name: string,
  value: fc.Arbitrary<T>,
): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("eq", "ne", "lt", "lte", "gt", "gte"),
      values: value.map((one) => [one]),
    }),
    fc.record({ name: fc.constant(name), op: fc.constant("between"), values: fc.tuple(value, value) }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("in", "nin"),
      values: fc.array(fc.oneof(value, fc.constant(null)), { maxLength: 3 }),
    }),
    nullFilter(name),
  );

export const INSTANTS: readonly string[] = withoutNull(distinct(rows.map((row) => row.at)));
const days = fc.constantFrom(...DAYS, ...RELATIVE_DAYS);

/** On dimensions the viewer can name. */
export const dimensionFilter = (ruled: boolean): fc.Arbitrary<Filter> => {
  const numbers = ["size", "day_no", "rating"].filter((name) => !ruled || !HIDDEN_NAMES.includes(name));
  return fc.oneof(
    { weight: 3, arbitrary: textFilter },
    fc
      .constantFrom(...numbers)
      .chain((name) => orderedFilter(name, fc.constantFrom(-2, -1.5, 0, 0.5, 1, 4, 20))),
    orderedFilter("day", days),
    orderedFilter("since", days),
    orderedFilter("at", days),
    orderedFilter("at", fc.constantFrom(...INSTANTS)),
    fc.record({
      name: fc.constant("active"),
      op: fc.constantFrom("eq", "ne", "in", "nin"),
      values: fc.boolean().map((value) => [value]),
    }),
  );
};

/** On one of these measures. */
export const measureFilter = (measures: readonly string[]): fc.Arbitrary<Filter> =>
  fc
    .constantFrom(...measures)
    .chain((name) => orderedFilter(name, fc.constantFrom(0, 1, 2.5, 3, -100, 1000)));
