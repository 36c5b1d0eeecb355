/** What widgets say as `$show`, replaced by what the switch of that name says now. Pure. */
import type { ChartSpec } from "@/lib/chart/chart-spec";
import { asksData } from "@/lib/dashboards/asks-data";
import { toDimensionRef } from "@/lib/dashboards/control-kinds";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { SwitchField } from "@/lib/dashboards/controls/field";
import type { Widget } from "@/lib/dashboards/schema";
import type { DimensionRef, Filter, Grain } from "@/lib/query/query";
import { comparisonColumn } from "@/lib/table/comparison-column";
import type { ConditionalFormat, FormatRule, Operand } from "@/lib/table/format-rule";
import { plainName } from "@/lib/table/pivot-column";
import type { TableConfig } from "@/lib/table/table-config";

type Ref = SwitchField["ref"];

/** Replaces names; those that mean no switch stay as they are, so that name checks find them. */
class Switches {
  private readonly refs: ReadonlyMap<string, Ref>;

  constructor({ fields }: Pick<ControlState, "fields">) {
    this.refs = new Map(
      fields.flatMap((field) => (field.type === "switch" ? [[`$${field.name}`, field.ref] as const] : [])),
    );
  }

  get some(): boolean {
    return this.refs.size > 0;
  }

  /** A dimension or measure by its name alone. */
  readonly name = (name: string): string => this.refs.get(name)?.name ?? name;

  readonly names = (list: readonly string[]): string[] => [...new Set(list.map(this.name))];

  /** A dimension with its grain; one the widget names itself wins. */
  readonly axis = <T extends { name: string; grain?: Grain | undefined }>(axis: T): T => {
    const ref = this.refs.get(axis.name);
    if (!ref) return axis;
    const grain = axis.grain ?? ref.grain;
    return { ...axis, name: ref.name, ...(grain ? { grain } : {}) };
  };

  readonly dimension = (ref: DimensionRef): DimensionRef => {
    if (typeof ref !== "string") return this.axis(ref);
    const found = this.refs.get(ref);
    return found ? toDimensionRef(found) : ref;
  };

  /** A table's column: the name, `$measure__change`, or a pivoted `$measure@["naver"]`. */
  readonly column = (column: string): string => {
    if (!column.startsWith("$")) return column;
    const plain = plainName(column);
    const values = column.slice(plain.length);
    const part = this.refs.has(plain) ? null : comparisonColumn(plain);
    return (part ? `${this.name(part.measure)}__${part.part}` : this.name(plain)) + values;
  };

  readonly columns = (list: readonly string[]): string[] => [...new Set(list.map(this.column))];

  readonly record = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [this.column(name), value]));

  readonly filters = (filters: readonly Filter[]): Filter[] =>
    filters.map((filter) => ({ ...filter, name: this.name(filter.name) }));
}

const CHART_NAMES = [
  "x",
  "y",
  "series",
  "by",
  "points",
  "size",
  "of",
  "date",
  "measure",
  "measures",
  "bars",
  "lines",
] as const;

function applyToChart<T extends ChartSpec>(spec: T, switches: Switches): T {
  const named = (value: unknown): unknown => {
    if (typeof value === "string") return switches.name(value);
    if (Array.isArray(value)) return value.map(named);
    if (typeof value === "object" && value !== null && "name" in value && typeof value.name === "string")
      return switches.axis({ ...value, name: value.name });
    return value;
  };
  const changed: Record<string, unknown> = {};
  // Names alone change, for names: the kind and shape stay.
  for (const key of CHART_NAMES) if (key in spec) changed[key] = named(spec[key as keyof T]);
  return { ...spec, ...changed };
}

function applyToFormats(formats: readonly ConditionalFormat[], switches: Switches): ConditionalFormat[] {
  const operand = (value: Operand): Operand =>
    typeof value === "object" ? { column: switches.column(value.column) } : value;
  const rule = (given: FormatRule): FormatRule => {
    const { value } = given;
    if (value === undefined) return given;
    return {
      ...given,
      value: Array.isArray(value) ? [operand(value[0]), operand(value[1])] : operand(value),
    };
  };
  return formats.map((format) => ({
    ...format,
    column: switches.column(format.column),
    rules: format.rules.map(rule),
  }));
}

const COLUMN_LISTS = [
  "metrics",
  "frozenColumns",
  "frozenRight",
  "hidden",
  "order",
  "wrap",
  "dimensions",
  "groups",
  "subtotalLevels",
] as const;
const COLUMN_RECORDS = ["columnWidths", "labels", "formats", "displays", "align"] as const;

function applyToTable(config: TableConfig, switches: Switches): TableConfig {
  const changed: TableConfig = { ...config };
  for (const list of COLUMN_LISTS) {
    const names = config[list];
    if (names) changed[list] = switches.columns(names);
  }
  for (const name of COLUMN_RECORDS) {
    const record: Record<string, unknown> | undefined = config[name];
    if (record) Object.assign(changed, { [name]: switches.record(record) });
  }
  const sort = <T extends { column: string }>(one: T): T => ({ ...one, column: switches.column(one.column) });
  if (config.sort) changed.sort = Array.isArray(config.sort) ? config.sort.map(sort) : sort(config.sort);
  if (config.filters) changed.filters = switches.filters(config.filters);
  if (config.conditionalFormatting)
    changed.conditionalFormatting = applyToFormats(config.conditionalFormatting, switches);
  if (changed.displays)
    changed.displays = Object.fromEntries(
      Object.entries(changed.displays).map(([name, display]) => [
        name,
        display.kind === "progress" && display.of !== undefined
          ? { ...display, of: switches.column(display.of) }
          : display,
      ]),
    );
  if (config.pivot)
    changed.pivot = {
      ...config.pivot,
      dimensions: config.pivot.dimensions.map((ref) => {
        const applied = switches.dimension(typeof ref === "string" ? ref : { ...ref });
        return typeof applied === "string" ? applied : { name: applied.name, grain: applied.grain };
      }),
      ...(config.pivot.sort ? { sort: config.pivot.sort.map(sort) } : {}),
    };
  return changed;
}

/**
 * The widget as the switches have it: each name `$show` is the dimension or measure the switch says, with its grain where a grain can
 * stand. It has the shape of the one handed in, so that what is wrong with it has the same path.
 */
export function applySwitches<W extends Widget>(widget: W, state: Pick<ControlState, "fields">): W;
export function applySwitches(widget: Widget, state: Pick<ControlState, "fields">): Widget {
  const switches = new Switches(state);
  if (!switches.some || !asksData(widget)) return widget;
  const filters = switches.filters(widget.filters);
  switch (widget.type) {
    case "kpi":
      return {
        ...widget,
        filters,
        measures: switches.names(widget.measures),
        ...(widget.goals ? { goals: switches.record(widget.goals) } : {}),
      };
    case "chart":
      return { ...widget, filters, chart: applyToChart(widget.chart, switches) };
    case "table":
      return {
        ...widget,
        filters,
        dimensions: widget.dimensions.map(switches.dimension),
        config: applyToTable(widget.config, switches),
      };
  }
}
