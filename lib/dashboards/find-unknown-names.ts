/** Names in a dashboard that its datasets lack. Pure. */
import { chartFields } from "@/lib/chart/chart-fields";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { asksData } from "@/lib/dashboards/asks-data";
import { checkControl } from "@/lib/dashboards/check-control";
import { checkDrill } from "@/lib/dashboards/check-drill";
import { isSwitch, optionRef, optionValue } from "@/lib/dashboards/control-kinds";
import { type ControlState, defaultControls } from "@/lib/dashboards/control-state";
import type { SwitchField } from "@/lib/dashboards/controls/field";
import { chooseOption } from "@/lib/dashboards/controls/switch-field";
import { NameCheck, type NamedDataset, names } from "@/lib/dashboards/name-check";
import type { DashboardSpec, DataWidget, Widget } from "@/lib/dashboards/schema";
import type { FieldIssue } from "@/lib/errors";
import type { Grain } from "@/lib/query/query";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { operandColumns } from "@/lib/table/format-columns";
import { dimensionName } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import type { TableConfig } from "@/lib/table/table-config";
import { pivotName } from "@/lib/table/table-pivot";

const measureOf = (column: string) => comparisonColumn(plainName(column))?.measure ?? plainName(column);

const columnsOf = (dataset: NamedDataset) => [...names(dataset.dimensions), ...names(dataset.measures)];

function checkConfig(
  check: NameCheck,
  path: string,
  config: TableConfig,
  dataset: NamedDataset,
  aliases: readonly string[],
): void {
  const columns = [...new Set([...aliases, ...columnsOf(dataset)])];
  const column = (at: string, name: string) =>
    check.name(`${path}.${at}`, "column", measureOf(name), columns);
  config.metrics?.forEach((name, i) => {
    check.name(`${path}.metrics.${i}`, "measure", measureOf(name), names(dataset.measures));
  });
  sortList(config).forEach((sort, i) => {
    column(Array.isArray(config.sort) ? `sort.${i}.column` : "sort.column", sort.column);
  });
  check.filters(`${path}.filters`, config.filters ?? [], columns);
  config.conditionalFormatting?.forEach((format, i) => {
    column(`conditionalFormatting.${i}.column`, format.column);
    format.rules.forEach((rule, r) => {
      for (const name of operandColumns(rule))
        column(`conditionalFormatting.${i}.rules.${r}.value.column`, name);
    });
  });
  for (const record of ["columnWidths", "labels", "formats", "displays", "align"] as const)
    for (const name of Object.keys(config[record] ?? {})) column(`${record}.${name}`, name);
  for (const [name, display] of Object.entries(config.displays ?? {}))
    if (display.kind === "progress" && display.of !== undefined)
      check.name(`${path}.displays.${name}.of`, "measure", measureOf(display.of), names(dataset.measures));
  for (const list of ["frozenColumns", "frozenRight", "hidden", "order", "wrap"] as const)
    config[list]?.forEach((name, i) => {
      column(`${list}.${i}`, name);
    });
  const dimensions = [...new Set([...aliases, ...names(dataset.dimensions)])];
  for (const list of ["dimensions", "groups", "subtotalLevels"] as const)
    config[list]?.forEach((name, i) => {
      check.name(`${path}.${list}.${i}`, "dimension", name, dimensions);
    });
  config.pivot?.dimensions.forEach((ref, i) => {
    const at = `${path}.pivot.dimensions.${i}`;
    const name = pivotName(ref);
    // An alias is a name of the table alone.
    if (aliases.includes(name) && !names(dataset.dimensions).includes(name)) return;
    check.dimension(at, typeof ref === "string" ? ref : { ...ref }, dataset);
  });
  config.pivot?.sort?.forEach((sort, i) => {
    column(`pivot.sort.${i}.column`, sort.column);
  });
}

function checkWidget(check: NameCheck, path: string, widget: DataWidget): void {
  const dataset = check.dataset(`${path}.dataset`, widget.dataset);
  if (!dataset) return;
  check.filters(`${path}.filters`, widget.filters, columnsOf(dataset));
  const measures = names(dataset.measures);
  if (widget.type === "kpi") {
    widget.measures.forEach((name, i) => {
      check.name(`${path}.measures.${i}`, "measure", name, measures);
    });
    for (const name of Object.keys(widget.goals ?? {}))
      check.name(`${path}.goals.${name}`, "measure", name, widget.measures);
  }
  if (widget.type === "chart") {
    const fields = chartFields(widget.chart);
    const used = new Set<string>();
    for (const { path: at, axis, written } of fields.dimensions) {
      check.dimension(`${path}.chart.${at}`, written, dataset);
      if (used.has(axis.name))
        check.issues.push({ path: `${path}.chart.${at}`, key: "nameTwice", values: { name: axis.name } });
      used.add(axis.name);
    }
    for (const { path: at, name } of fields.measures)
      check.name(`${path}.chart.${at}`, "measure", name, measures);
  }
  if (widget.type === "table") {
    const seen = new Set<string>();
    widget.dimensions.forEach((ref, i) => {
      check.dimension(`${path}.dimensions.${i}`, ref, dataset);
      const name = dimensionName(ref);
      if (seen.has(name))
        check.issues.push({ path: `${path}.dimensions.${i}`, key: "nameTwice", values: { name } });
      seen.add(name);
    });
    checkConfig(check, `${path}.config`, widget.config, dataset, [...seen]);
  }
}

/** More combinations than this are not tried all: then each option once. */
const MOST_STATES = 500;

/** The states a widget has to be right in: all combinations of the options of the switches it refers to. */
function statesOf(widget: Widget, spec: DashboardSpec): ControlState[] {
  const start = defaultControls(spec);
  const text = JSON.stringify(widget);
  const choices = spec.controls
    .filter(isSwitch)
    .filter(({ name }) => text.includes(`"$${name}`))
    .map((control) => control.options.flatMap((option) => chooseOption(control, optionValue(option)) ?? []));
  const choose = (state: ControlState, chosen: SwitchField): ControlState => ({
    ...state,
    fields: state.fields.map((field) => (field.name === chosen.name ? chosen : field)),
  });
  if (choices.reduce((product, { length }) => product * length, 1) > MOST_STATES)
    return choices.flatMap((options) => options.map((option) => choose(start, option)));
  return choices.reduce(
    (states, options) => states.flatMap((state) => options.map((option) => choose(state, option))),
    [start],
  );
}

/** Grains of a switch can't be where a widget takes a plain name: a chart's series, a table's groups. */
function checkGrains(
  check: NameCheck,
  path: string,
  widget: Widget,
  grained: ReadonlyMap<string, Grain>,
): void {
  const plain = (at: string, name: string) => {
    const grain = grained.get(name);
    if (grain) check.issues.push({ path: `${path}.${at}`, key: "grainNotHere", values: { name, grain } });
  };
  if (widget.type === "chart" && widget.chart.kind !== "calendar")
    for (const { path: at, written } of chartFields(widget.chart).dimensions)
      if (typeof written === "string") plain(`chart.${at}`, written);
  if (widget.type === "table")
    for (const list of ["dimensions", "groups", "subtotalLevels"] as const)
      widget.config[list]?.forEach((name, i) => {
        plain(`config.${list}.${i}`, name);
      });
}

/**
 * Every name in `spec` that no dataset of `datasets` (those the editor may see) has, with its path and the nearest names:
 * `widgets.2.chart.measure`. Also a grain on something that is no time, and a dimension twice without `as`. Widgets are checked with
 * each option of the switches they refer to.
 * @param dashboards the slugs that may be named as drilled to; unchecked without
 */
export function findUnknownNames(
  spec: DashboardSpec,
  datasets: readonly NamedDataset[],
  dashboards?: readonly string[],
): FieldIssue[] {
  const check = new NameCheck(datasets);
  const grained = new Map(
    spec.controls.filter(isSwitch).flatMap((control) =>
      control.options.flatMap((option) => {
        const { grain } = optionRef(control, option);
        return grain ? [[`$${control.name}`, grain] as const] : [];
      }),
    ),
  );
  spec.widgets.forEach((widget, i) => {
    if (!asksData(widget)) return;
    checkGrains(check, `widgets.${i}`, widget, grained);
    for (const state of statesOf(widget, spec))
      checkWidget(check, `widgets.${i}`, applySwitches(widget, state));
    checkDrill(check, `widgets.${i}`, widget, spec, dashboards);
  });
  const ids = new Set(spec.widgets.flatMap((widget) => (asksData(widget) ? [widget.dataset] : [])));
  const used = datasets.filter(({ id }) => ids.has(id));
  spec.controls.forEach((control, i) => {
    checkControl(check, `controls.${i}`, control, used);
  });
  const told = new Set<string>();
  const once = check.issues.filter((issue) => {
    const key = JSON.stringify([issue.path, issue.key, issue.values]);
    return !told.has(key) && told.add(key);
  });
  return once.slice(0, 50);
}
