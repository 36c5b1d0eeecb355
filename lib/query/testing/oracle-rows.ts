/** From the tables to the rows of a question: rules, lookups, masks, windows, filters. */
import type { Viewer } from "@/lib/access/viewer";
import type { ColumnRule, Dataset, RowRule } from "@/lib/datasets/schema";
import type { DimensionRef, Query } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { HOSTILE, type HostileRow } from "@/lib/query/testing/hostile-dataset";
import { HOSTILE_PRODUCTS, type HostileProduct } from "@/lib/query/testing/hostile-lookup";
import { passesDay, passesInstant, passesPlain } from "@/lib/query/testing/oracle-filters";
import { isMeasure } from "@/lib/query/testing/oracle-measures";
import {
  type Calendar,
  localDay,
  startOf,
  startOfHour,
  windowsOf,
  writeInstant,
} from "@/lib/query/testing/oracle-time";

/** A row with all its dimensions, as the viewer sees them. */
export interface OracleRow extends HostileRow {
  /** Without a mask. */
  ownBrand: string | null;
  day_no: number | null;
  category: string | null;
  rating: number | null;
  since: string | null;
}

export interface OracleData {
  rows: HostileRow[];
  products: HostileProduct[];
  /** Where a text stands in the database's order. */
  rank: (text: string) => number;
  now: Date;
  /** The workspace's first month of fiscal years. */
  fiscalYearStart: number;
}

const MASK = "•••";

/** Rows of the two windows, the earlier ones where they are compared. */
export interface Sides {
  current: OracleRow[];
  previous: OracleRow[];
}

const inGroup = (viewer: Viewer, groups: readonly string[]): boolean =>
  viewer.groups.some((group) => groups.includes(group));

function seesRow(value: Cell, rule: RowRule, viewer: Viewer): boolean {
  if (rule.except.includes(viewer.role) || inGroup(viewer, rule.exceptGroups)) return true;
  const own = rule.attribute === undefined ? [] : (viewer.attributes[rule.attribute] ?? []);
  const groups = viewer.groups.flatMap((group) => rule.groups?.[group] ?? []);
  return value !== null && [...own, ...groups].some((allowed) => allowed === value);
}

const seesColumn = (rule: ColumnRule, viewer: Viewer): boolean =>
  rule.except.includes(viewer.role) ||
  inGroup(viewer, rule.exceptGroups) ||
  (rule.exceptAttribute !== undefined && (viewer.attributes[rule.exceptAttribute]?.length ?? 0) > 0);

/** The dataset's columns, by name, that the viewer is not to see in this way. */
export const ruledColumns = (
  dataset: Dataset,
  effect: ColumnRule["effect"],
  viewer: Viewer,
): ReadonlySet<string> =>
  new Set(
    dataset.columns
      .filter((rule) => rule.effect === effect && !seesColumn(rule, viewer))
      .flatMap((r) => r.columns),
  );

const rulesOf = (dataset: Dataset): RowRule[] => (dataset.rows === "allRows" ? [] : dataset.rows);

/** The masked columns of both datasets, as the hostile one names them. */
export const maskedFor = (viewer: Viewer): ReadonlySet<string> =>
  new Set([...ruledColumns(HOSTILE, "masked", viewer), ...ruledColumns(HOSTILE_PRODUCTS, "masked", viewer)]);

/** The one entry of a product: of several the smallest by category, rating, since, nulls last. Only then do rules count. */
function lookUp(product: string | null, data: OracleData, viewer: Viewer): HostileProduct | undefined {
  const entries = data.products.filter((entry) => entry.product !== null && entry.product === product);
  const last = Number.POSITIVE_INFINITY;
  entries.sort((a, b) => {
    const [x, y] = [a, b].map(({ category }) => (category === null ? last : data.rank(category)));
    if (x !== y) return (x ?? 0) - (y ?? 0);
    if (a.rating !== b.rating) return (a.rating ?? last) - (b.rating ?? last);
    return (a.since ?? "~") < (b.since ?? "~") ? -1 : 1;
  });
  const [entry] = entries;
  if (!entry) return undefined;
  const rules = rulesOf(HOSTILE_PRODUCTS);
  return rules.every((rule) => seesRow(entry[rule.dimension as "category"], rule, viewer))
    ? entry
    : undefined;
}

/** All rows that are the viewer's, before any question. */
function rowsOf(data: OracleData, viewer: Viewer): OracleRow[] {
  const masked = maskedFor(viewer);
  const visible = data.rows.filter((row) =>
    rulesOf(HOSTILE).every((rule) => seesRow(row[rule.dimension as "channel"], rule, viewer)),
  );
  return visible.map((row) => {
    const entry = lookUp(row.product, data, viewer);
    return {
      ...row,
      ownBrand: row.brand,
      brand: masked.has("brand") && row.brand !== null ? MASK : row.brand,
      day_no: row.day === null ? null : Number(row.day.slice(8)),
      category: entry?.category ?? null,
      rating: masked.has("rating") ? null : (entry?.rating ?? null),
      since: entry?.since ?? null,
    };
  });
}

const dayOf = (row: OracleRow, name: string, zone: string): string | null => {
  if (name === "day" || name === "since") return row[name];
  return row.at === null ? null : localDay(row.at, zone);
};

const isFound = (row: OracleRow, { search }: Query): boolean =>
  !search ||
  search.dimensions.some((name) =>
    passesPlain(row[name as "brand"], { name, op: "contains", values: [search.text] }),
  );

/** The rows of a question's windows that meet its filters on dimensions. */
export function sidesOf(query: Query, data: OracleData, viewer: Viewer, calendar: Calendar): Sides {
  const rows = rowsOf(data, viewer);
  const kept = (list: OracleRow[]) =>
    list.filter(
      (row) =>
        query.filters
          .filter((filter) => !isMeasure(filter.name))
          .every((filter) => {
            if (filter.name === "day" || filter.name === "since")
              return passesDay(row[filter.name], filter, calendar);
            if (filter.name === "at") return passesInstant(row.at, filter, calendar);
            return passesPlain(row[filter.name as "brand"], filter);
          }) && isFound(row, query),
    );
  const windows = windowsOf(query, calendar);
  const name = query.time?.name;
  if (!windows || name === undefined) return { current: kept(rows), previous: [] };
  const inside = ({ from, to }: { from: string; to: string }) =>
    rows.filter((row) => {
      const day = dayOf(row, name, calendar.zone);
      return day !== null && day >= from && day <= to;
    });
  const { current, previous } = windows;
  if (!previous) return { current: kept(inside(current)), previous: [] };
  const moved = inside(previous).map((row) => {
    const day = previous.moved(dayOf(row, name, calendar.zone) ?? "");
    // Questions that compare ask no finer than days: noon in Greenwich is that day in every zone of the tests.
    return name === "at" ? { ...row, at: `${day}T12:00:00.000Z` } : { ...row, [name]: day };
  });
  return { current: kept(inside(current)), previous: kept(moved) };
}

/** A dimension of the question: its name in the answer, and how its values are written and ordered. */
export interface Axis {
  name: string;
  dimension: string;
  value: (row: OracleRow) => Cell;
  /** Of two values that are not null. */
  order: (a: Cell, b: Cell) => number;
}

export function axisOf(ref: DimensionRef, data: OracleData, calendar: Calendar): Axis {
  const { name, grain, as } = typeof ref === "string" ? { name: ref } : ref;
  const axis = { name: as ?? name, dimension: name };
  const time = (value: Cell) => Date.parse(String(value));
  const place = (value: Cell) => (typeof value === "string" ? data.rank(value) : Number(value));
  const by = (number: (value: Cell) => number) => (a: Cell, b: Cell) => (a === b ? 0 : number(a) - number(b));
  if (name === "at" && (grain === undefined || grain === "hour")) {
    const start = (at: string) => (grain ? startOfHour(at, calendar.zone) : at);
    const value = ({ at }: OracleRow) => (at === null ? null : writeInstant(start(at), calendar.zone));
    return { ...axis, value, order: by(time) };
  }
  if (name === "at" || name === "day" || name === "since") {
    const unit = grain === undefined || grain === "hour" ? "day" : grain;
    const value = (row: OracleRow) => {
      const day = dayOf(row, name, calendar.zone);
      return day === null ? null : startOf(day, unit, calendar);
    };
    return { ...axis, value, order: by(time) };
  }
  return { ...axis, value: (row) => row[name as "brand" | "active" | "size"], order: by(place) };
}
