/** Questions to the rolled-up dataset, drawn by fast-check: all that rollups can and can't answer. */
import fc from "fast-check";
import { type Filter, pivotColumn, type QueryInput } from "@/lib/query/query";

const TEXTS = ["brand", "product", "channel", "category"] as const;
const VALUES: Record<(typeof TEXTS)[number], string[]> = {
  brand: ["닥터트루", "닥터트루".normalize("NFD"), "100%_off", 'O\'Brien "x"', "🍊 Citrus", "", "abc", "ABC"],
  product: ["a\\b", "'; drop table x; --", "누룽지", "A_b", "A%b"],
  channel: ["naver", "coupang", "it's"],
  category: ["soft", "hard", ""],
};
const GRAINS = ["day", "week", "month", "quarter", "year", "fiscal_quarter", "fiscal_year"] as const;
const MEASURES = ["qty", "amount", "huge", "orders", "counted", "least", "latest", "mean", "soft", "night"];
const DERIVED = ["rate", "nested", "net", "odd"];
/** From all rows again: no rollup has them. */
const NEVER = ["kinds", "middle"];
const ADDITIVE = ["qty", "amount", "huge", "orders", "counted", "soft", "night"];

const some = <T>(list: readonly T[], maxLength = list.length) =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength });
const rarely = <T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const direction = fc.constantFrom("asc" as const, "desc" as const);

const day = fc.constantFrom(
  "2024-02-29",
  "2025-11-30",
  "2025-12-01",
  "2025-12-31",
  "2026-01-01",
  "2026-01-15",
);
const textFilter = fc.constantFrom(...TEXTS).chain((name): fc.Arbitrary<Filter> => {
  const value = fc.constantFrom(...VALUES[name], "nobody");
  const part = fc.constantFrom("%", "_", "\\", "'", "닥", "AB", "b", "of", "");
  return fc.oneof(
    fc.record({ name: fc.constant(name), op: fc.constantFrom("eq", "ne"), values: value.map((v) => [v]) }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("in", "nin"),
      values: fc.uniqueArray(fc.oneof(value, fc.constant(null)), { maxLength: 4 }),
    }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("contains", "starts_with"),
      values: part.map((v) => [v]),
    }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("is_null", "is_not_null"),
      values: fc.constant<Filter["values"]>([]),
    }),
  );
});
const textSearch = fc.record({
  text: fc.constantFrom("%", "_", "\\", "'", "닥", "AB", "b", "of", "naver", "nobody"),
  dimensions: fc.uniqueArray(fc.constantFrom(...TEXTS), { minLength: 1 }),
});
const ordered = (name: string, value: fc.Arbitrary<number | string>): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("eq", "ne", "lt", "gte"),
      values: value.map((v) => [v]),
    }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("in", "nin"),
      values: fc.array(fc.oneof(value, fc.constant(null)), { maxLength: 3 }),
    }),
  );
const filter = fc.oneof(
  { weight: 4, arbitrary: textFilter },
  { weight: 1, arbitrary: ordered("size", fc.constantFrom(-2, 0, 1, 0.5)) },
  { weight: 1, arbitrary: ordered("parity", fc.constantFrom(0, 1)) },
  { weight: 1, arbitrary: ordered("day", day) },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant("active"),
      op: fc.constantFrom("eq", "ne"),
      values: fc.boolean().map((v) => [v]),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...MEASURES, ...DERIVED)
      .chain((name) => ordered(name, fc.constantFrom(0, 1, -100, 2.5))),
  },
);

/** Whole units as well as days that cut them. */
const range = fc.constantFrom(
  { from: "2025-12-01", to: "2025-12-31" },
  { from: "2025-12-01", to: "2026-01-31" },
  { from: "2025-10-01", to: "2025-12-31" },
  { from: "2025-01-01", to: "2025-12-31" },
  { from: "2024-01-01", to: "2026-12-31" },
  { from: "2025-12-01", to: "2025-12-28" },
  { from: "2025-12-29", to: "2026-01-04" },
  { from: "2024-02-29", to: "2024-03-01" },
  { from: "2025-12-07", to: "2026-01-11" },
  { from: "2025-10-31", to: "2026-01-15" },
  { from: "2024-02-29", to: "2025-12-31" },
  { from: "2027-01-01", to: "2027-01-31" },
);

const drawn = fc.record({
  plain: some([...TEXTS, "active", "size", "parity"], 3),
  channelOnly: fc.constantFrom(false, false, true),
  grain: rarely(2, fc.constantFrom(undefined, ...GRAINS)),
  again: rarely(8, fc.constantFrom(...GRAINS)),
  at: rarely(30, fc.constantFrom("day", "month")),
  measures: some([...MEASURES, ...DERIVED], 4),
  never: rarely(15, fc.constantFrom(...NEVER)),
  filters: fc.array(filter, { maxLength: 2 }),
  search: rarely(5, textSearch),
  range: fc.option(range, { nil: undefined, freq: 3 }),
  compare: fc.constantFrom(undefined, undefined, "previous_period" as const, "previous_year" as const),
  top: rarely(
    5,
    fc.record({ place: fc.nat(), n: fc.constantFrom(1, 2, 4), by: fc.constantFrom(...MEASURES), direction }),
  ),
  pivot: rarely(
    5,
    fc.record({ limit: fc.constantFrom(2, 50), rowTotals: fc.boolean(), under: fc.boolean() }),
  ),
  calculations: rarely(
    4,
    some(
      ["share_of_total", "share_of_parent", "running_total", "rank", "moving_average", "difference"] as const,
      3,
    ),
  ),
  sort: fc.array(fc.tuple(fc.nat(), direction), { maxLength: 2 }),
  totals: some(["grand", "subtotals"] as const),
  limit: fc.constantFrom(0, 3, 10, 1000),
  offset: fc.constantFrom(0, 0, 2),
  weekStart: fc.constantFrom(undefined, 0 as const, 1 as const),
  fiscalYearStart: fc.constantFrom(undefined, 1, 2, 4, 12),
  timezone: fc.constantFrom(undefined, "America/New_York", "UTC"),
});

type Ref = NonNullable<QueryInput["dimensions"]>[number];
const nameOf = (ref: Ref) => (typeof ref === "string" ? ref : (ref.as ?? ref.name));
const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

export const rolledQuestion: fc.Arbitrary<QueryInput> = drawn.map((q): QueryInput => {
  const refs: Ref[] = q.channelOnly ? ["channel"] : [...q.plain];
  if (q.grain) refs.unshift({ name: "day", grain: q.grain, as: "d" });
  if (q.again) refs.push({ name: "day", grain: q.again, as: "d2" });
  if (q.at) refs.push({ name: "at", grain: q.at as "day" });
  const measures = [...q.measures, ...(q.never ? [q.never] : [])];
  if (refs.length === 0 && measures.length === 0) measures.push("qty");
  const compare = q.range && measures.length > 0 ? q.compare : undefined;
  const pivoted = q.pivot && refs.length > 1 && measures.length > 0 ? refs.slice(-1) : [];
  const rows = pivoted.length > 0 ? refs.slice(0, -1) : refs;
  const names = rows.map(nameOf);
  const plain = measures.flatMap((name) =>
    compare ? [name, `${name}__previous`, `${name}__change`] : [name],
  );
  const columns = [...names, ...plain];
  const under =
    pivoted[0] === "channel" && q.pivot?.under ? plain.map((name) => pivotColumn(name, ["naver"])) : [];
  const sortable = [...columns, ...under];
  const flat = pivoted.length === 0;
  return defined({
    dataset: "rolled",
    dimensions: rows,
    measures,
    filters: q.filters,
    search: q.search,
    time: q.range && { name: "day", ...q.range },
    compare,
    top:
      flat && q.top && names.length > 0
        ? {
            dimension: names[q.top.place % names.length] ?? "",
            n: q.top.n,
            by: q.top.by,
            direction: q.top.direction,
          }
        : undefined,
    pivot:
      q.pivot && !flat
        ? { dimensions: pivoted, limit: q.pivot.limit, rowTotals: q.pivot.rowTotals }
        : undefined,
    calculations:
      flat && q.calculations
        ? q.calculations
            .filter((kind) => kind !== "share_of_parent" || names.length > 0)
            .map((kind, i) => ({
              name: `c${i}`,
              kind,
              of: ADDITIVE[(q.limit + i) % ADDITIVE.length] ?? "qty",
              ...(kind === "moving_average" ? { rows: 3 } : {}),
            }))
        : undefined,
    sort:
      sortable.length > 0
        ? q.sort.map(([place, way]) => ({ column: sortable[place % sortable.length] ?? "", direction: way }))
        : [],
    totals: q.totals,
    limit: q.limit,
    offset: q.offset,
    weekStart: q.weekStart,
    fiscalYearStart: q.fiscalYearStart,
    timezone: q.timezone,
  }) as QueryInput;
});
