/** Names in a dashboard that its datasets lack. Pure. */
import { chartFields } from "@/lib/chart/chart-fields";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import type { Dimension } from "@/lib/datasets/schema";
import type { FieldIssue } from "@/lib/errors";
import { nearestNames } from "@/lib/query/nearest-names";
import type { DimensionRef, Filter } from "@/lib/query/query";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { operandColumns } from "@/lib/table/format-columns";
import { dimensionName } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import { sortList, type TableConfig } from "@/lib/table/table-config";
import { pivotName } from "@/lib/table/table-pivot";

/** The part of a dataset that names are checked against. */
export interface NamedDataset {
  id: string;
  dimensions: readonly { name: string; type: Dimension["type"] }[];
  measures: readonly { name: string }[];
}

const measureOf = (column: string) => comparisonColumn(plainName(column))?.measure ?? plainName(column);
const isTime = (type: Dimension["type"]) => type === "date" || type === "time";

/** Collects the faults of one document. */
class NameCheck {
  readonly issues: FieldIssue[] = [];
  private readonly datasets: ReadonlyMap<string, NamedDataset>;

  constructor(datasets: readonly NamedDataset[]) {
    this.datasets = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  }

  dataset(path: string, id: string): NamedDataset | undefined {
    const found = this.datasets.get(id);
    if (!found) this.unknown(path, "dataset", id, [...this.datasets.keys()]);
    return found;
  }

  name(
    path: string,
    kind: "dimension" | "measure" | "column" | "field" | "control" | "dashboard",
    name: string,
    known: readonly string[],
  ): boolean {
    if (known.includes(name)) return true;
    this.unknown(path, kind, name, known);
    return false;
  }

  dimension(path: string, ref: DimensionRef, { dimensions }: NamedDataset): void {
    const name = typeof ref === "string" ? ref : ref.name;
    const namePath = typeof ref === "string" ? path : `${path}.name`;
    if (
      !this.name(
        namePath,
        "dimension",
        name,
        dimensions.map((d) => d.name),
      )
    )
      return;
    const type = dimensions.find((dimension) => dimension.name === name)?.type;
    if (typeof ref !== "string" && ref.grain && type && !isTime(type))
      this.issues.push({
        path: `${path}.grain`,
        key: "grainNotForType",
        values: { name, grain: ref.grain, type },
      });
  }

  filters(path: string, filters: readonly Filter[], known: readonly string[]): void {
    filters.forEach((filter, i) => {
      this.name(`${path}.${i}.name`, "field", filter.name, known);
    });
  }

  private unknown(path: string, kind: string, name: string, known: readonly string[]): void {
    const shown = name.slice(0, 200);
    this.issues.push({
      path,
      key: "unknownName",
      values: { kind, name: shown, nearest: nearestNames(name, known).join(", ") || "none" },
    });
  }
}

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
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

/** The dashboards a widget leads to, where these are known, and the controls whose state goes along. */
function checkDrill(
  check: NameCheck,
  path: string,
  widget: Widget,
  { slug, controls }: DashboardSpec,
  dashboards: readonly string[] | undefined,
): void {
  if (!("drillThrough" in widget)) return;
  const carried = controls.map((control) => (control.type === "select" ? control.name : control.dimension));
  widget.drillThrough?.forEach(({ dashboard, carry }, i) => {
    const at = `${path}.drillThrough.${i}`;
    if (dashboards) check.name(`${at}.dashboard`, "dashboard", dashboard, [...dashboards, slug]);
    if (carry === "all") return;
    carry.forEach((name, c) => {
      check.name(`${at}.carry.${c}`, "control", name, carried);
    });
  });
}

function checkWidget(check: NameCheck, path: string, widget: Exclude<Widget, { type: "text" }>): void {
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

/**
 * Every name in `spec` that no dataset of `datasets` (those the editor may see) has, with its path and the nearest names:
 * `widgets.2.chart.measure`. Also a grain on something that is no time, and a dimension twice without `as`.
 * @param dashboards the slugs that may be named as drilled to; unchecked without
 */
export function findUnknownNames(
  spec: DashboardSpec,
  datasets: readonly NamedDataset[],
  dashboards?: readonly string[],
): FieldIssue[] {
  const check = new NameCheck(datasets);
  const used = new Set<string>();
  spec.widgets.forEach((widget, i) => {
    if (widget.type === "text") return;
    used.add(widget.dataset);
    checkWidget(check, `widgets.${i}`, widget);
    checkDrill(check, `widgets.${i}`, widget, spec, dashboards);
  });
  spec.controls.forEach((control, i) => {
    const path = `controls.${i}`;
    if (control.type === "select") {
      const dataset = check.dataset(`${path}.dataset`, control.dataset);
      if (dataset) check.dimension(`${path}.dimension`, control.dimension, dataset);
      return;
    }
    // One range serves every widget, so any of their datasets may have its dimension.
    const times = datasets
      .filter((dataset) => used.has(dataset.id))
      .flatMap((dataset) => dataset.dimensions.filter(({ type }) => isTime(type)));
    if (used.size > 0) check.name(`${path}.dimension`, "dimension", control.dimension, names(times));
  });
  return check.issues.slice(0, 50);
}
