/**
 * What the URL says of a table's structure, readable by hand:
 * `groups=channel,brand&level=1&open=naver,닥터&subtotals=below&label.roi=Return&style.margin=units:korean,decimals:0&show.roi=progress,target:50`
 */
import type { Scalar } from "@/lib/query/query";
import { wordOf } from "@/lib/query/query-words";
import {
  checkAlign,
  checkDisplay,
  checkFormat,
  checkLabel,
  checkPath,
  isColumnName,
} from "@/lib/table/check-config";
import type { ColumnDisplay } from "@/lib/table/column-display";
import { PAGINGS, SUBTOTAL_PLACES } from "@/lib/table/config-words";
import { splitValues, writeValue } from "@/lib/table/filter-param";
import type { ColumnFormat, Expanded, LinePath, TableConfig } from "@/lib/table/table-config";

/** Why a parameter makes no sense here; undefined where it does. */
type Refusal = "unknownColumn" | "badValue" | undefined;

const NUMBER_KEYS: readonly string[] = ["decimals", "target"];
const PER_COLUMN = ["label", "style", "show", "align"] as const;
/** Its values are texts: numbers and dates become what they are where they are compared, by the type of their column. */
const readPath = (value: string): LinePath | undefined => checkPath(splitValues(value));

export const writePath = (path: readonly Scalar[]): string => path.map(writeValue).join(",");

/** Reads `value` into `config` where `field` is one of the structure's. Null for a field that is not. */
export function parseStructure(
  field: string,
  value: string,
  config: TableConfig,
  known: (name: string) => boolean,
): { refused: Refusal } | null {
  const refuse = (refused: Refusal) => ({ refused });
  if (field === "level") {
    const levels = value === "all" ? value : /^\d{1,2}$/.test(value) ? Number(value) : undefined;
    if (levels === undefined || (levels !== "all" && levels > 20)) return refuse("badValue");
    config.expanded = { ...config.expanded, levels };
    return refuse(undefined);
  }
  if (field === "open" || field === "closed") {
    const path = readPath(value);
    const paths = config.expanded?.[field] ?? [];
    if (!path || paths.length >= 200) return refuse("badValue");
    config.expanded = { ...config.expanded, [field]: [...paths, path] };
    return refuse(undefined);
  }
  if (field === "subtotals") {
    const place = wordOf(SUBTOTAL_PLACES, value);
    if (!place) return refuse("badValue");
    config.subtotals = place;
    return refuse(undefined);
  }
  if (field === "paging") {
    const paging = wordOf(PAGINGS, value);
    if (!paging) return refuse("badValue");
    config.paging = paging;
    return refuse(undefined);
  }
  if (field === "total") {
    if (value !== "0" && value !== "1") return refuse("badValue");
    config.grandTotal = value === "1";
    return refuse(undefined);
  }
  const kind = PER_COLUMN.find((one) => field === one || field.startsWith(`${one}.`));
  return kind ? refuse(parseColumnField(kind, field.slice(kind.length + 1), value, config, known)) : null;
}

/** `label.roi=…`; without a column it says that none has one. */
function parseColumnField(
  kind: (typeof PER_COLUMN)[number],
  column: string,
  value: string,
  config: TableConfig,
  known: (name: string) => boolean,
): Refusal {
  const record = ({ label: "labels", style: "formats", show: "displays", align: "align" } as const)[kind];
  if (column === "") {
    if (value !== "") return "badValue";
    config[record] ??= {};
    return undefined;
  }
  if (!known(column)) return "unknownColumn";
  const read = READ[kind](value, known);
  if (read === undefined || !isColumnName(column)) return "badValue";
  Object.assign(config, { [record]: { ...config[record], [column]: read } });
  return undefined;
}

const readKeys = (parts: readonly (string | null)[]): [string, unknown][] =>
  parts.map((part): [string, unknown] => {
    const at = (part ?? "").indexOf(":");
    const key = (part ?? "").slice(0, Math.max(at, 0));
    const value = (part ?? "").slice(at + 1);
    return [key, NUMBER_KEYS.includes(key) ? Number(value) : key === "number" ? value !== "0" : value];
  });

function readFormat(text: string): ColumnFormat | undefined {
  const parts = splitValues(text);
  return parts && checkFormat(Object.fromEntries(readKeys(parts)));
}

/** `progress,of:gross_sales`: the kind first. A measure there is not would fail the whole question. */
function readDisplay(text: string, known: (name: string) => boolean): ColumnDisplay | undefined {
  const [kind, ...parts] = splitValues(text) ?? [];
  const display = checkDisplay(kind, Object.fromEntries(readKeys(parts)));
  return display?.kind === "progress" && display.of !== undefined && !known(display.of) ? undefined : display;
}

const READ = { label: checkLabel, style: readFormat, show: readDisplay, align: checkAlign } as const;

const writeKeys = (fields: object) =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => writeValue(`${key}:${typeof value === "boolean" ? Number(value) : value}`));

const writeFormat = (format: ColumnFormat) => writeKeys(format).join(",");

const writeDisplay = ({ kind, ...fields }: ColumnDisplay) => [kind, ...writeKeys(fields)].join(",");

/** The parameters that {@link parseStructure} reads back. */
export function writeStructure(config: TableConfig): [string, string][] {
  const params: [string, string][] = [];
  if (config.expanded !== undefined) params.push(...writeExpanded(config.expanded));
  if (config.subtotals !== undefined) params.push(["subtotals", config.subtotals]);
  if (config.paging !== undefined) params.push(["paging", config.paging]);
  if (config.grandTotal !== undefined) params.push(["total", config.grandTotal ? "1" : "0"]);
  const perColumn = <T>(kind: string, record: Record<string, T> | undefined, write: (value: T) => string) => {
    if (record === undefined) return;
    const entries = Object.entries(record);
    if (entries.length === 0) params.push([kind, ""]);
    for (const [column, value] of entries) params.push([`${kind}.${column}`, write(value)]);
  };
  perColumn("label", config.labels, String);
  perColumn("style", config.formats, writeFormat);
  perColumn("show", config.displays, writeDisplay);
  perColumn("align", config.align, String);
  return params;
}

function writeExpanded({ levels, open = [], closed = [] }: Expanded): [string, string][] {
  const params: [string, string][] = [];
  // Said even where it is nothing: it may close what a view has open.
  if (levels !== undefined || (open.length === 0 && closed.length === 0))
    params.push(["level", String(levels ?? 0)]);
  for (const path of open) params.push(["open", writePath(path)]);
  for (const path of closed) params.push(["closed", writePath(path)]);
  return params;
}

/** The line one has drilled into, as the URL says it; undefined where it makes no sense. */
export const parseInto = (value: string): LinePath | undefined => readPath(value);
