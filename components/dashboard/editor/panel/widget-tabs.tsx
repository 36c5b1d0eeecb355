"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { BehaviourTab } from "@/components/dashboard/editor/panel/behaviour-tab";
import { ChartFields } from "@/components/dashboard/editor/panel/chart-fields";
import { ChartOptions } from "@/components/dashboard/editor/panel/chart-options";
import { DatasetSection } from "@/components/dashboard/editor/panel/dataset-section";
import { FilterList } from "@/components/dashboard/editor/panel/filter-list";
import { KindSection } from "@/components/dashboard/editor/panel/kind-section";
import { KpiFields } from "@/components/dashboard/editor/panel/kpi-fields";
import { TableColumns } from "@/components/dashboard/editor/panel/table-columns";
import { TableFields } from "@/components/dashboard/editor/panel/table-fields";
import { TableFormats } from "@/components/dashboard/editor/panel/table-formats";
import { TableLook, TableSorts } from "@/components/dashboard/editor/panel/table-look";
import { TitlesSection } from "@/components/dashboard/editor/panel/titles-section";
import { useTablePanel } from "@/components/dashboard/editor/panel/use-table-panel";
import { useFields, useWidgetChange, type WidgetProps } from "@/components/dashboard/editor/panel/use-widget";
import { PlaceFields } from "@/components/dashboard/editor/place-fields";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { DataWidget, TableWidget } from "@/lib/dashboards/schema";

const TABS = ["data", "display", "behaviour"] as const;
type Tab = (typeof TABS)[number];

/** Everything about one widget that asks a dataset. The tab at hand stays from widget to widget. */
export function WidgetTabs({ widget }: { widget: DataWidget }) {
  const t = useTranslations("editor.panels.tabs");
  const info = useFields(widget.dataset);
  const [tab, setTab] = useState<Tab>("data");
  return (
    <Tabs value={tab} onValueChange={(next) => setTab(TABS.find((one) => one === next) ?? "data")}>
      <TabsList aria-label={t("label")} className="sticky top-0 z-10 bg-surface px-4">
        {TABS.map((one) => (
          <TabsTrigger key={one} value={one} className="h-9">
            {t(one)}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="data" tabIndex={-1}>
        <PlaceFields ids={[widget.id]} />
        <DatasetSection key={`${widget.id}dataset`} widgets={[widget]} />
        {info ? <DataTab key={widget.id} widget={widget} info={info} /> : null}
      </TabsContent>
      <TabsContent value="display" tabIndex={-1}>
        <TitlesSection key={widget.id} widget={widget} />
        {info ? <DisplayTab key={`${widget.id}display`} widget={widget} info={info} /> : null}
      </TabsContent>
      <TabsContent value="behaviour" tabIndex={-1}>
        <BehaviourTab key={widget.id} widget={widget} />
      </TabsContent>
    </Tabs>
  );
}

function DataTab({ widget, info }: WidgetProps) {
  const t = useTranslations("editor.panels.filters");
  const { set } = useWidgetChange(widget.id);
  const { datasets } = useEditorData();
  const plain = datasets.get(info.id) ?? info;
  return (
    <>
      {widget.type === "chart" ? (
        <>
          <KindSection widget={widget} info={info} />
          <ChartFields id={widget.id} chart={widget.chart} info={info} />
        </>
      ) : widget.type === "kpi" ? (
        <KpiFields widget={widget} info={info} />
      ) : (
        <TableData widget={widget} info={info} />
      )}
      <FilterList
        title={t("always")}
        hint={t("alwaysHint")}
        info={plain}
        // Of a number alone there are no rows to filter by what they come to.
        measures={widget.type !== "kpi"}
        filters={widget.filters}
        onFilters={(filters) => set("filters", { filters })}
      />
      {widget.type === "table" ? <StartFilters widget={widget} info={plain} /> : null}
    </>
  );
}

/** What a table's own words for parts of a comparison are. */
function usePartOf() {
  const t = useTranslations("table.pivot.parts");
  return useCallback((part: string) => t(part as "previous" | "delta" | "change"), [t]);
}

function TableData({ widget, info }: WidgetProps<TableWidget>) {
  return <TableFields widget={widget} info={info} table={useTablePanel(widget, info, usePartOf())} />;
}

/** Filters a table begins with: its readers may take them away. */
function StartFilters({ widget, info }: WidgetProps<TableWidget>) {
  const t = useTranslations("editor.panels.filters");
  const table = useTablePanel(widget, info, usePartOf());
  return (
    <FilterList
      title={t("start")}
      hint={t("startHint")}
      info={info}
      filters={widget.config.filters ?? []}
      onFilters={(filters) => table.change({ filters })}
    />
  );
}

function DisplayTab({ widget, info }: WidgetProps) {
  if (widget.type === "chart") return <ChartOptions id={widget.id} chart={widget.chart} info={info} />;
  return widget.type === "table" ? <TableDisplay widget={widget} info={info} /> : null;
}

function TableDisplay({ widget, info }: WidgetProps<TableWidget>) {
  const partOf = usePartOf();
  const table = useTablePanel(widget, info, partOf);
  return (
    <>
      <TableSorts table={table} />
      <TableLook id={widget.id} table={table} />
      <TableColumns id={widget.id} table={table} partOf={partOf} />
      <TableFormats id={widget.id} table={table} />
    </>
  );
}
