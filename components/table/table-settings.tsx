"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMayFormat } from "@/components/table/dashboard-tables";
import type { TextDraft } from "@/components/table/format/text-view";
import { loadFormatCoder } from "@/components/table/format-texts";
import { type MetricChoice, MetricPanel } from "@/components/table/metric-panel";
import { Panel, type usePanel } from "@/components/table/panel";
import { PivotSection } from "@/components/table/pivot-section";
import { StructurePanel } from "@/components/table/structure-panel";
import type { TableStateHook } from "@/components/table/use-table-state";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useParts } from "@/components/ui/use-parts";
import type { FormatColumn } from "@/lib/table/format-choices";
import type { KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import type { TableTree } from "@/lib/table/table-tree";

// Who only reads a dashboard does not load its editors.
const FormatPanel = componentOnDemand(async () => {
  const [panel] = await Promise.all([import("@/components/table/format/format-panel"), loadFormatCoder()]);
  return panel.default;
});

export type SettingsSection = "columns" | "formats";

export interface TableSettingsProps {
  tableId: string;
  title: string;
  panel: ReturnType<typeof usePanel>;
  section: SettingsSection;
  onSection: (section: SettingsSection) => void;
  config: TableConfig;
  change: TableStateHook["change"];
  measures: readonly MetricChoice[];
  /** Names of the metrics shown, in order. */
  metrics: readonly string[];
  onMetrics: (update: (shown: readonly string[]) => string[]) => void;
  onResetMetrics?: (() => void) | undefined;
  dimensions: readonly KnownColumn[];
  tree: TableTree;
  formatColumns: readonly FormatColumn[];
}

/** The panel beside a table: its columns and structure, and its conditional formats for who may change them. */
export function TableSettings(props: TableSettingsProps) {
  const { config, change, panel, section } = props;
  const t = useTranslations("table");
  const tf = useTranslations("table.format");
  const mayFormat = useMayFormat();
  // Kept while the panel is shut: a text half written is not lost.
  const [draft, setDraft] = useState<TextDraft | null>(null);
  const formatting = mayFormat && section === "formats";
  const arrived = useParts(panel.open && formatting, [FormatPanel.part], () => props.onSection("columns"));
  const rules = (config.conditionalFormatting ?? []).reduce((sum, format) => sum + format.rules.length, 0);
  return (
    <Panel title={t("settings")} subtitle={props.title} open={panel.open} onOpenChange={panel.setOpen}>
      {mayFormat ? (
        <div className="border-line border-b px-3 py-2">
          <Segmented
            label={tf("sections")}
            value={section}
            options={[
              { value: "columns", label: tf("columns") },
              { value: "formats", label: `${tf("title")} ${rules || ""}` },
            ]}
            onValueChange={props.onSection}
          />
        </div>
      ) : null}
      {formatting && !arrived ? (
        <Skeleton className="m-3 h-40" />
      ) : formatting ? (
        <FormatPanel
          tableId={props.tableId}
          formats={config.conditionalFormatting ?? []}
          columns={props.formatColumns}
          draft={draft}
          onDraft={setDraft}
          onChange={(formats) => change({ conditionalFormatting: formats }, { replace: true })}
        />
      ) : (
        <MetricPanel
          metrics={props.measures}
          shown={props.metrics}
          onChange={props.onMetrics}
          above={(search) => (
            <>
              {search === "" ? (
                <PivotSection
                  dimensions={props.dimensions}
                  metrics={props.metrics}
                  measures={props.measures}
                  tree={props.tree}
                  config={config}
                  onChange={change}
                />
              ) : null}
              <StructurePanel
                dimensions={props.dimensions}
                tree={props.tree}
                config={config}
                search={search}
                onChange={change}
              />
            </>
          )}
          onReset={props.onResetMetrics}
        />
      )}
    </Panel>
  );
}
