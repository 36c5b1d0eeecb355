/**
 * A table's state in the URL, one set of parameters a widget, readable and editable by hand:
 * `t.brands.sort=-margin,roi&t.brands.metrics=roi,margin&t.brands.page=2&t.brands.q.brand=contains:닥터&t.brands.search=닥`
 */
import type { Filter, Sort } from "@/lib/query/query";
import { LONGEST_SEARCH, wordOf } from "@/lib/query/query-words";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { DENSITIES, PAGE_ROWS } from "@/lib/table/config-words";
import { parseFilter, writeFilter } from "@/lib/table/filter-param";
import { pruneFormats } from "@/lib/table/format-columns";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import type { KnownColumn } from "@/lib/table/known-columns";
import { plainName, splitColumns } from "@/lib/table/pivot-column";
import { parsePivot, writePivot } from "@/lib/table/pivot-param";
import { sortList } from "@/lib/table/sort-list";
import { parseInto, parseStructure, writePath, writeStructure } from "@/lib/table/structure-params";
import type { LinePath, TableConfig } from "@/lib/table/table-config";

/** The URL's layer of a configuration, and the page. */
export interface TableState {
  /** Only what the URL sets: goes over the view and the default. */
  config: TableConfig;
  /** From 1. */
  page: number;
  /** The line whose inside is shown: its values, coarsest first. */
  into?: LinePath;
}

/** Null for what is no list of formats; undefined while that is not known yet. */
export type ReadFormats = (text: string) => ConditionalFormat[] | null | undefined;
export type WriteFormats = (formats: readonly ConditionalFormat[]) => string;

/** A parameter that was left out of account, and why. */
export interface IgnoredParam {
  param: string;
  value: string;
  reason: "unknownColumn" | "badValue";
}

/** The parts of {@link TableConfig} that are lists of names. */
const LISTS = {
  metrics: "metrics",
  dims: "dimensions",
  groups: "groups",
  sublevels: "subtotalLevels",
  frozen: "frozenColumns",
  "frozen-right": "frozenRight",
  hide: "hidden",
  order: "order",
  wrap: "wrap",
} as const;
const DIMENSION_LISTS: readonly string[] = ["dimensions", "groups", "subtotalLevels"];

const prefixOf = (widgetId: string) => `t.${widgetId}.`;
const words = (value: string) => (value === "" ? [] : value.split(","));
const unique = (names: readonly string[]) => [...new Set(names)];

/**
 * Reads one table's state. Nothing throws: what cannot be understood is left out and reported.
 * @param columns what may be named; anything else is ignored
 * @param readFormats how formats are read ({@link ReadFormats}); none for who may not set them: an address brings them none
 */
export function parseTableState(
  params: URLSearchParams,
  widgetId: string,
  columns: readonly KnownColumn[],
  readFormats?: ReadFormats | null,
): TableState & { ignored: IgnoredParam[] } {
  const prefix = prefixOf(widgetId);
  const known = new Map(columns.map((column) => [column.name, column]));
  const config: TableConfig = {};
  const ignored: IgnoredParam[] = [];
  const filters: Filter[] = [];
  let filtered = false;
  let page = 1;
  let into: LinePath | undefined;

  const shown = (name: string) =>
    known.get(name) !== undefined || known.get(comparisonColumn(name)?.measure ?? "") !== undefined;
  /** Or a measure under values of a pivot. */
  const sortable = (name: string) => shown(plainName(name));
  const isDimension = (name: string) => known.get(name)?.kind === "dimension";
  const isMetric = (name: string) => known.get(comparisonColumn(name)?.measure ?? name)?.kind === "measure";
  const skip = (param: string, value: string, reason: IgnoredParam["reason"]) =>
    ignored.push({ param, value, reason });
  /** The names that are allowed; the others are reported. */
  const names = (param: string, value: string, allowed: (name: string) => boolean) =>
    unique(words(value)).filter((name) => {
      if (!allowed(name)) skip(param, name, "unknownColumn");
      return allowed(name);
    });

  for (const [param, value] of params) {
    if (!param.startsWith(prefix)) continue;
    const field = param.slice(prefix.length);
    if (field === "q") {
      filtered = true;
    } else if (field.startsWith("q.")) {
      const column = known.get(field.slice(2));
      const filter = column && !column.aliased ? parseFilter(column, value) : null;
      if (filter) filters.push(filter);
      else skip(param, value, column ? "badValue" : "unknownColumn");
      filtered ||= filter !== null;
    } else if (field === "sort") {
      config.sort = parseSort(value, (name) => {
        if (!sortable(name)) skip(param, name, "unknownColumn");
        return sortable(name);
      });
    } else if (field in LISTS) {
      const list = LISTS[field as keyof typeof LISTS];
      const found = names(
        param,
        value,
        list === "metrics" ? isMetric : DIMENSION_LISTS.includes(list) ? isDimension : shown,
      );
      // A list of which nothing is known must not empty the table.
      if (found.length > 0 || value === "") config[list] = found;
    } else if (field === "width") {
      config.columnWidths = parseWidths(value, shown, (part, reason) => skip(param, part, reason));
    } else if (field === "format") {
      const formats = readFormats?.(value);
      if (!formats) {
        if (formats === null) skip(param, value, "badValue");
        continue;
      }
      const pruned = pruneFormats(formats, sortable);
      for (const name of pruned.dropped) skip(param, name, "unknownColumn");
      config.conditionalFormatting = pruned.formats;
    } else if (field === "density" || field === "size" || field === "page") {
      const number = /^\d{1,7}$/.test(value) ? Number(value) : Number.NaN;
      const density = wordOf(DENSITIES, value);
      if (field === "page" && number >= 1) page = number;
      else if (field === "size" && number >= PAGE_ROWS.least && number <= PAGE_ROWS.most)
        config.pageSize = number;
      else if (field === "density" && density) config.density = density;
      else skip(param, value, "badValue");
    } else if (field === "search") {
      const text = value.normalize("NFC");
      if (text.length <= LONGEST_SEARCH) config.search = text;
      else skip(param, value, "badValue");
    } else if (field === "into" && parseInto(value)) {
      into = parseInto(value);
    } else if (!parsePivot(field, value, config, columns, (part, reason) => skip(param, part, reason))) {
      const read = parseStructure(field, value, config, shown);
      const refused = read ? read.refused : "badValue";
      if (refused) skip(param, value, refused);
    }
  }
  // The rest of a pivot says nothing of what is across.
  if (config.pivot && !params.has(`${prefix}pivot`)) delete config.pivot;
  if (filtered) config.filters = filters;
  return { config, page, ...(into ? { into } : {}), ignored };
}

function parseSort(value: string, allowed: (name: string) => boolean): Sort[] {
  const seen = new Set<string>();
  return splitColumns(value).flatMap((word): Sort[] => {
    const descending = word.startsWith("-");
    const column = descending ? word.slice(1) : word;
    if (seen.has(column) || !allowed(column)) return [];
    seen.add(column);
    return [{ column, direction: descending ? "desc" : "asc" }];
  });
}

function parseWidths(
  value: string,
  allowed: (name: string) => boolean,
  skip: (part: string, reason: IgnoredParam["reason"]) => void,
): Record<string, number> {
  const widths: Record<string, number> = {};
  for (const part of words(value)) {
    const at = part.lastIndexOf(":");
    const name = part.slice(0, Math.max(at, 0));
    const width = Number(part.slice(at + 1));
    if (!allowed(name)) skip(part, "unknownColumn");
    else if (!Number.isInteger(width) || width < 24 || width > 2000) skip(part, "badValue");
    else widths[name] = width;
  }
  return widths;
}

/**
 * The parameters with this table's state put in and all others left as they are.
 * @param state what the URL should say: leave out what the view says already (`configOver`)
 */
export function writeTableState(
  params: URLSearchParams,
  widgetId: string,
  state: TableState,
  writeFormats: WriteFormats,
): URLSearchParams {
  const prefix = prefixOf(widgetId);
  const next = new URLSearchParams([...params].filter(([param]) => !param.startsWith(prefix)));
  const { config, page, into } = state;
  if (config.sort !== undefined)
    next.append(
      `${prefix}sort`,
      sortList(config)
        .map(({ column, direction }) => (direction === "desc" ? `-${column}` : column))
        .join(","),
    );
  for (const [field, list] of Object.entries(LISTS)) {
    const names = config[list as (typeof LISTS)[keyof typeof LISTS]];
    if (names !== undefined) next.append(`${prefix}${field}`, names.join(","));
  }
  if (config.columnWidths !== undefined)
    next.append(
      `${prefix}width`,
      Object.entries(config.columnWidths)
        .map(([name, width]) => `${name}:${width}`)
        .join(","),
    );
  for (const [field, value] of [...writePivot(config), ...writeStructure(config)])
    next.append(prefix + field, value);
  if (config.conditionalFormatting !== undefined)
    next.append(`${prefix}format`, writeFormats(config.conditionalFormatting));
  if (config.density !== undefined) next.append(`${prefix}density`, config.density);
  if (config.pageSize !== undefined) next.append(`${prefix}size`, String(config.pageSize));
  if (config.filters?.length === 0) next.append(`${prefix}q`, "");
  for (const filter of config.filters ?? []) next.append(`${prefix}q.${filter.name}`, writeFilter(filter));
  if (config.search !== undefined) next.append(`${prefix}search`, config.search);
  if (into) next.append(`${prefix}into`, writePath(into));
  if (page > 1) next.append(`${prefix}page`, String(page));
  return next;
}

/** A query string people can read: commas and colons stay as they are. With its `?`, or empty. */
export function searchString(params: URLSearchParams): string {
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}
