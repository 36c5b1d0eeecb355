"use client";

import { useTranslations } from "next-intl";
import { isTimeField, PanelGrain } from "@/components/dashboard/editor/panel/panel-grain";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import type { TablePanel } from "@/components/dashboard/editor/panel/use-table-panel";
import { useWidgetChange, type WidgetProps } from "@/components/dashboard/editor/panel/use-widget";
import { MetricPanel } from "@/components/table/metric-panel";
import { PivotSection } from "@/components/table/pivot-section";
import { StructurePanel } from "@/components/table/structure-panel";
import type { TableWidget } from "@/lib/dashboards/schema";
import { dimensionName } from "@/lib/table/known-columns";

/** A table's rows, groups, what is across and its metrics: the panel its readers have, over the document. */
export function TableFields({ widget, info, table }: WidgetProps<TableWidget> & { table: TablePanel }) {
  const t = useTranslations("editor.panels.table");
  const { set } = useWidgetChange(widget.id);
  const { config, tree, change } = table;
  const times = widget.dimensions.filter((ref) =>
    isTimeField(info, typeof ref === "string" ? ref : ref.name),
  );
  return (
    <>
      <section aria-label={t("columns")} className="border-line border-b">
        <MetricPanel
          metrics={table.choices}
          shown={table.metrics}
          onChange={table.edits.setMetrics}
          above={(search) => (
            <>
              {search === "" ? (
                <PivotSection
                  dimensions={table.dimensions}
                  metrics={table.metrics}
                  measures={table.measures}
                  tree={tree}
                  config={config}
                  onChange={change}
                />
              ) : null}
              <StructurePanel
                dimensions={table.dimensions}
                tree={tree}
                config={config}
                search={search}
                onChange={change}
              />
            </>
          )}
        />
      </section>
      {times.length > 0 ? (
        <PanelSection title={t("units")}>
          {times.map((ref) => {
            const name = typeof ref === "string" ? ref : ref.name;
            const key = dimensionName(ref);
            return (
              <div key={key} className="flex items-center justify-between gap-2 text-12">
                <span className="truncate">{table.labelOf(key)}</span>
                <PanelGrain
                  info={info}
                  name={name}
                  grain={typeof ref === "string" ? undefined : ref.grain}
                  onGrain={(grain) => {
                    const as = typeof ref === "string" ? undefined : ref.as;
                    const next =
                      grain || as ? { name, ...(grain ? { grain } : {}), ...(as ? { as } : {}) } : name;
                    set("fields", {
                      dimensions: widget.dimensions.map((one) => (one === ref ? next : one)),
                    });
                  }}
                />
              </div>
            );
          })}
        </PanelSection>
      ) : null}
    </>
  );
}
