"use client";

import { useMemo } from "react";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { tableEdits } from "@/components/table/table-edits";
import type { TableStateHook } from "@/components/table/use-table-state";
import type { TableWidget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { changeTable } from "@/lib/editor/change-table";
import { columnUnit, type DrawnColumn, drawnColumn } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { dimensionName, knownColumns } from "@/lib/table/known-columns";
import { asResultColumn } from "@/lib/table/table-lines";
import { shownMetrics } from "@/lib/table/table-query";
import { rootQuery, tableTree } from "@/lib/table/table-tree";

/** A table as its readers' own panels work over it, but that they change the document. @param info with the switches that suit it */
export function useTablePanel(widget: TableWidget, info: DatasetInfo, partOf: (part: string) => string) {
  const change = useChange();
  const locale = useViewerLocale();
  return useMemo(() => {
    const { config } = widget;
    const columns = knownColumns(info, widget.dimensions);
    const base = { dataset: info.id, dimensions: widget.dimensions, measures: [] };
    const source = { base, columns, hierarchies: info.hierarchies };
    const tree = tableTree(source, config);
    const metrics = shownMetrics(base, config);
    const write: TableStateHook["change"] = (fields) => {
      change("table", (spec) => changeTable(spec, widget.id, fields));
    };
    const labelOf = (name: string): string => {
      const part = comparisonColumn(name);
      const plain = columns.find((one) => one.name === (part?.measure ?? name))?.label ?? name;
      return part ? `${plain} ${partOf(part.part)}` : plain;
    };
    const measures = columns.filter(({ kind }) => kind === "measure");
    // Comparisons stand among the measures for as long as the table shows them.
    const compared = metrics.filter((name) => comparisonColumn(name));
    const choices = [
      ...measures.map((one) => ({ name: one.name, label: one.label, unit: columnUnit(one, locale) })),
      ...compared.map((name) => ({ name, label: labelOf(name), unit: "" })),
    ];
    const rows = tree.levels
      .slice(0, tree.rows + 1)
      .flat()
      .map(dimensionName);
    const hidden = new Set(config.hidden);
    const all = [...new Set([...(config.order ?? []), ...rows, ...metrics])].filter(
      (name) => rows.includes(name) || metrics.includes(name),
    );
    const edits = tableEdits({
      change: write,
      base,
      columns,
      shown: all,
      levels: { name: null, shared: [] },
      tree,
      root: rootQuery(source, config, { page: 1 }),
    });
    /** A column as it is drawn, whether shown or not. */
    const columnOf = (name: string): DrawnColumn => {
      const part = comparisonColumn(name);
      const known = columns.find((one) => one.name === (part?.measure ?? name));
      const ref = widget.dimensions.find((one) => dimensionName(one) === name) ?? name;
      if (known?.kind !== "measure") return drawnColumn(asResultColumn(ref, columns), config);
      const { filterOnly: _f, aliased: _a, countsRows: _c, ...plain } = known;
      return drawnColumn(
        {
          ...plain,
          name,
          label: labelOf(name),
          ...(part ? { of: { measure: part.measure, part: part.part } } : {}),
        },
        config,
      );
    };
    return {
      config,
      source,
      columns,
      tree,
      metrics,
      choices,
      measures,
      dimensions: columns.filter(({ kind }) => kind === "dimension"),
      /** Of the table, in order. */
      ordered: all,
      /** Those and after them the hidden ones. */
      shown: [
        ...all,
        ...[...hidden].filter((name) => !all.includes(name) && columns.some((one) => one.name === name)),
      ],
      change: write,
      edits,
      labelOf,
      columnOf,
      locale,
    };
  }, [widget, info, change, partOf, locale]);
}

export type TablePanel = ReturnType<typeof useTablePanel>;
