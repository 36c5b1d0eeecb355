/** Questions to the hostile dataset, drawn by fast-check: any that the language allows, each with somebody who may ask it. */
import fc from "fast-check";
import type { Viewer } from "@/lib/access/viewer";
import { Grain, pivotColumn, type QueryInput, type Scalar } from "@/lib/query/query";
import { HOSTILE_MEASURES } from "@/lib/query/testing/hostile-measures";
import { HIDDEN_NAMES, OPEN_VIEWERS, RULED_VIEWERS } from "@/lib/query/testing/hostile-viewers";
import { ADDITIVE, NOT_RUNNING } from "@/lib/query/testing/oracle-measures";
import { startOfHour, writeInstant } from "@/lib/query/testing/oracle-time";
import {
  DAYS,
  dimensionFilter,
  INSTANTS,
  measureFilter,
  TEXT_VALUES,
  textSearch,
} from "@/tests/question-filters";

export interface Asked {
  viewer: Viewer;
  input: QueryInput;
}

type Ref = NonNullable<QueryInput["dimensions"]>[number];
type Sort = NonNullable<QueryInput["sort"]>[number];
type Calculation = NonNullable<QueryInput["calculations"]>[number];

const RANGES = [
  { from: "now-28d", to: "now" },
  { from: "now-1M/M", to: "now-1M/M" },
  { from: "now-1w/w", to: "now-1w/w" },
  { from: "now-1fQ/fQ", to: "now-1fQ/fQ" },
  { from: "now-1fy/fy", to: "now" },
  { from: "now-1Q/Q", to: "now/y" },
  { from: "now-2y-1d", to: "now+1w" },
  { from: "2024-02-29", to: "2024-03-31" },
];
const KINDS = [
  "share_of_total",
  "share_of_parent",
  "running_total",
  "rank",
  "moving_average",
  "difference",
] as const;

const some = <T>(list: readonly T[], maxLength = list.length) =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength });
/** Drawn once in `times`; else undefined. */
const onceIn = <T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const direction = fc.constantFrom("asc" as const, "desc" as const);
const calendarGrain = fc.constantFrom(...Grain.options.filter((grain) => grain !== "hour"));
/** Which column, by its place among those there are; under which pivoted values; which way. */
const sorts = (maxLength: number) => fc.array(fc.tuple(fc.nat(), fc.nat(), direction), { maxLength });
type SortDraft = [number, number, "asc" | "desc"];

const fixedRange = fc
  .record({ from: fc.constantFrom(...DAYS), days: fc.constantFrom(1, 7, 28, 90, 400, 800) })
  .map(({ from, days }) => {
    const end = new Date(Date.parse(from) + (days - 1) * 86_400_000);
    return { from, to: end.toISOString().slice(0, 10) };
  });

/** What a viewer can name, ruled or not. */
function namesFor(ruled: boolean) {
  const shown = (list: string[]) => list.filter((name) => !ruled || !HIDDEN_NAMES.includes(name));
  return {
    dimensions: shown([...Object.keys(TEXT_VALUES), "active", "size", "day_no", "rating"]),
    measures: shown(HOSTILE_MEASURES.filter(({ hidden }) => !hidden).map(({ name }) => name)),
  };
}

/** Everything a question is made of, drawn apart so that a failing one shrinks well. */
const draft = (ruled: boolean) => {
  const { dimensions, measures } = namesFor(ruled);
  return fc.record({
    plain: some(dimensions, 3),
    day: onceIn(
      2,
      fc.oneof(
        fc.constant("day"),
        calendarGrain.map((grain) => ({ name: "day", grain, as: "d" })),
      ),
    ),
    again: onceIn(
      8,
      calendarGrain.map((grain) => ({ name: "day", grain, as: "d2" })),
    ),
    since: onceIn(
      5,
      fc.oneof(
        fc.constant("since"),
        calendarGrain.map((grain) => ({ name: "since", grain })),
      ),
    ),
    at: fc.constantFrom(undefined, undefined, "hour" as const, "hour" as const, ...Grain.options),
    hasAt: fc.constantFrom(false, false, true),
    turn: fc.nat({ max: 3 }),
    measures: some(measures, 4),
    filters: fc.array(dimensionFilter(ruled), { maxLength: 2 }),
    conditions: fc.oneof(fc.constant([]), fc.array(measureFilter(measures), { maxLength: 2 })),
    search: onceIn(4, textSearch),
    range: fc.oneof(fc.constant(undefined), fixedRange, fc.constantFrom(...RANGES)),
    timeName: fc.constantFrom("day", "day", "at", "since"),
    compare: fc.constantFrom(undefined, "previous_period" as const, "previous_year" as const),
    top: onceIn(
      3,
      fc.record({
        place: fc.nat(),
        n: fc.integer({ min: 1, max: 4 }),
        by: fc.constantFrom(...measures),
        direction,
        others: fc.constantFrom(true, true, false),
      }),
    ),
    pivot: onceIn(
      3,
      fc.record({
        take: fc.constantFrom(1, 1, 2),
        limit: fc.constantFrom(1, 2, 3, 50),
        sort: sorts(2),
        rowTotals: fc.boolean(),
      }),
    ),
    calculations: onceIn(
      2,
      fc.array(
        fc.record({
          kind: fc.constantFrom(...KINDS),
          of: fc.nat(),
          within: fc.array(fc.nat(), { maxLength: 2 }),
          rows: fc.constantFrom(2, 3, 7),
          direction,
        }),
        { maxLength: 3 },
      ),
    ),
    sort: sorts(3),
    totals: some(["grand", "subtotals"] as const),
    limit: fc.constantFrom(0, 1, 3, 10, 1000),
    offset: fc.constantFrom(0, 0, 1, 5),
    timezone: fc.constantFrom(
      undefined,
      "Asia/Seoul",
      "America/New_York",
      "Europe/London",
      "Asia/Kolkata",
      "America/Havana",
      "UTC",
    ),
    weekStart: fc.constantFrom(undefined, 0 as const, 1 as const),
    fiscalYearStart: fc.constantFrom(undefined, 1, 2, 4, 12),
  });
};
type Draft = typeof draft extends (ruled: boolean) => fc.Arbitrary<infer T> ? T : never;

const refName = (ref: Ref): string => (typeof ref === "string" ? ref : (ref.as ?? ref.name));
const pick = <T>(list: readonly T[], place: number): T => list[place % list.length] as T;
const only = <K extends string, T>(key: K, value: T | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };

/** The dimensions drawn; where times move for a comparison, none finer than a day. */
function refsOf(drawn: Draft, moved: boolean): Ref[] {
  const grain = moved && (drawn.at === undefined || drawn.at === "hour") ? "day" : drawn.at;
  const at: Ref[] = drawn.hasAt ? [grain === undefined ? "at" : { name: "at", grain }] : [];
  const refs: Ref[] = [
    ...drawn.plain,
    ...[drawn.day, drawn.again, drawn.since].filter((ref) => ref !== undefined),
    ...at,
  ];
  const turn = refs.length === 0 ? 0 : drawn.turn % refs.length;
  return [...refs.slice(turn), ...refs.slice(0, turn)];
}

/** Values a pivoted column may stand under, and some that nobody has; instants as `zone` writes them. */
function pivotedValue(ref: Ref, place: number, zone: string | undefined): Scalar {
  const { name, grain } = typeof ref === "string" ? { name: ref } : ref;
  const days = ["2025-12-01", "2026-01-01", "2025-10-01", "2025-11-30"];
  if (name === "at" && (grain === undefined || grain === "hour")) {
    const start = (at: string) => writeInstant(grain ? startOfHour(at, zone ?? "UTC") : at, zone ?? "UTC");
    return pick([...(zone ? INSTANTS.map(start) : []), "1999-12-31T00:00:00Z", null], place);
  }
  if (name in TEXT_VALUES) return pick([...TEXT_VALUES[name as "brand"], "nobody"], place);
  if (name === "active") return pick([true, false, null], place);
  if (name === "day" || name === "at" || name === "since") return pick([...days, null], place);
  return pick([0, 1, -2, 15, null], place);
}

function calculationsOf(drawn: Draft, names: string[], measures: readonly string[]): Calculation[] {
  return (drawn.calculations ?? []).map((one, i): Calculation => {
    const kind = one.kind === "share_of_parent" && names.length === 0 ? "share_of_total" : one.kind;
    const share = kind === "share_of_total" || kind === "share_of_parent";
    const running = kind === "running_total" || kind === "moving_average";
    const fit = measures.filter((name) =>
      share ? ADDITIVE.includes(name) : !running || !NOT_RUNNING.includes(name),
    );
    const within = share || names.length === 0 ? [] : one.within.map((place) => pick(names, place));
    return {
      name: `c${i}`,
      kind,
      of: pick(fit, one.of),
      ...(within.length > 0 ? { within: [...new Set(within)] } : {}),
      ...(kind === "moving_average" ? { rows: one.rows } : {}),
      ...(kind === "rank" ? { direction: one.direction } : {}),
    };
  });
}

/** The question that a draft stands for: what can't be joined is left out. */
function questionOf(drawn: Draft, ruled: boolean): QueryInput {
  const wanted = drawn.measures;
  const compare = drawn.range && wanted.length > 0 ? drawn.compare : undefined;
  const moved = compare !== undefined && drawn.timeName === "at";
  const refs = refsOf(drawn, moved);
  const take = drawn.pivot && refs.length > 0 ? drawn.pivot.take : 0;
  const pivoted = take > 0 ? refs.slice(-take) : [];
  const rows = take > 0 ? refs.slice(0, -take) : refs;
  const measures = wanted.length === 0 && (take > 0 || rows.length === 0) ? ["orders"] : wanted;

  const names = rows.map(refName);
  const plain = measures.flatMap((name) =>
    compare ? [name, `${name}__previous`, `${name}__delta`, `${name}__change`] : [name],
  );
  const sortOf = (columns: string[]) => (list: SortDraft[]) =>
    list.map(([place, , way]): Sort => ({ column: pick(columns, place), direction: way }));
  const values = (seed: number) => pivoted.map((ref, i) => pivotedValue(ref, seed + i, drawn.timezone));
  const sort = drawn.sort.map(([place, seed, way]): Sort => {
    const under = plain.map((name) => pivotColumn(name, values(seed))).filter((name) => name.length <= 100);
    const columns = [...names, ...plain, ...(take > 0 ? [...under, ...under, ...under] : [])];
    return { column: pick(columns, place), direction: way };
  });

  const filters = drawn.filters.filter(
    (filter) => !(moved && filter.values.some((value) => String(value).includes("T"))),
  );
  const { top, pivot } = drawn;
  const shaped = take === 0;
  return {
    dataset: "hostile",
    dimensions: rows,
    measures,
    filters: [...filters, ...drawn.conditions],
    ...only("time", drawn.range && { name: drawn.timeName, ...drawn.range }),
    ...only("search", drawn.search),
    ...only("compare", compare),
    ...only(
      "top",
      shaped && top && names.length > 0
        ? {
            dimension: pick(names, top.place),
            n: top.n,
            by: top.by,
            direction: top.direction,
            others: top.others,
          }
        : undefined,
    ),
    ...only(
      "pivot",
      shaped || !pivot
        ? undefined
        : {
            dimensions: pivoted,
            limit: pivot.limit,
            sort: sortOf([...pivoted.map(refName), ...plain])(pivot.sort),
            rowTotals: pivot.rowTotals,
          },
    ),
    calculations: shaped ? calculationsOf(drawn, names, namesFor(ruled).measures) : [],
    sort,
    totals: drawn.totals,
    limit: drawn.limit,
    offset: drawn.offset,
    ...only("timezone", drawn.timezone),
    ...only("weekStart", drawn.weekStart),
    ...only("fiscalYearStart", drawn.fiscalYearStart),
  };
}

const askedBy = (viewers: Viewer[], ruled: boolean): fc.Arbitrary<Asked> =>
  fc.record({
    viewer: fc.constantFrom(...viewers),
    input: draft(ruled).map((drawn) => questionOf(drawn, ruled)),
  });

/** Any question of anybody. Times that move for a comparison are asked by the day or coarser: their clocks have no one meaning. */
export const question: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 3, arbitrary: askedBy(OPEN_VIEWERS, false) },
  { weight: 1, arbitrary: askedBy(RULED_VIEWERS, true) },
);
