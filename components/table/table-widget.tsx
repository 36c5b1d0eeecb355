"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useExportOf } from "@/components/exports/export-source";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { AddFilter } from "@/components/table/add-filter";
import { useMayFormat } from "@/components/table/dashboard-tables";
import { DrillPath } from "@/components/table/drill-path";
import { FilterChips } from "@/components/table/filter-chips";
import { HeaderMenu } from "@/components/table/header-menu";
import { usePanel } from "@/components/table/panel";
import { PivotNote } from "@/components/table/pivot-note";
import { TableActions } from "@/components/table/table-actions";
import { TableBody } from "@/components/table/table-body";
import { tableEdits } from "@/components/table/table-edits";
import { TableFooter } from "@/components/table/table-footer";
import type { SettingsSection } from "@/components/table/table-settings";
import { preloadSettings, TableSettings } from "@/components/table/table-settings-part";
import { useCellSelection } from "@/components/table/use-cell-selection";
import { useFind } from "@/components/table/use-find";
import { useQuickSearch } from "@/components/table/use-quick-search";
import { useScrollStart } from "@/components/table/use-scroll-start";
import { useTableAnswer } from "@/components/table/use-table-answer";
import { useTableColumns } from "@/components/table/use-table-columns";
import { useTableCross } from "@/components/table/use-table-cross";
import { useTableLooks } from "@/components/table/use-table-looks";
import type { TableAnswer } from "@/components/table/use-table-rows";
import { findPlace, useReveal, useTableCells, useTableScroll } from "@/components/table/use-table-scroll";
import { useTableState } from "@/components/table/use-table-state";
import { componentOnDemand } from "@/components/ui/on-demand";
import { useParts } from "@/components/ui/use-parts";
import type { Locale } from "@/lib/format/format";
import type { QueryInput } from "@/lib/query/query";
import type { ResultMeta } from "@/lib/query/result";
import { changePivot, openTo } from "@/lib/table/change-structure";
import type { TableColumn } from "@/lib/table/columns";
import type { KnownColumn } from "@/lib/table/known-columns";
import { searchedPlaces } from "@/lib/table/line-cells";
import { changedFields } from "@/lib/table/resolve-config";
import type { TableConfig } from "@/lib/table/table-config";
import { DEFAULT_COLUMNS } from "@/lib/table/table-pivot";
import { DEFAULT_PAGE_SIZE, shownMetrics } from "@/lib/table/table-query";
import { scrollBar } from "@/lib/table/table-tree";
import { valuesBase } from "@/lib/table/values-query";

const FindBar = componentOnDemand(() => import("@/components/table/find-bar").then((part) => part.FindBar));

export interface TableWidgetProps {
  id: string;
  title: string;
  /** The widget's own question under the dashboard's controls, without the table's state. */
  base: QueryInput;
  /** Dashboard default ← view. */
  saved: TableConfig;
  /** Every column that may be shown or filtered. */
  columns: readonly KnownColumn[];
  /** What its rows drill down along. */
  hierarchies: readonly { levels: readonly string[] }[];
  /** The server's answer for the state in the URL. */
  initial: TableAnswer;
  locale: Locale;
  timezone: string;
  /** Told what an answer says of itself, with its question. Must be stable. */
  onMeta?: (query: QueryInput, meta: ResultMeta) => void;
}

const noneChosen = () => false;

/** A table of a dashboard: server-rendered rows first, then sort, filters, pages, columns, all kept in the URL. */
export function TableWidget({
  id,
  title,
  base,
  saved,
  columns,
  hierarchies,
  initial,
  locale,
  timezone,
  onMeta,
}: TableWidgetProps) {
  const foresee = useRef<ReturnType<typeof useTableAnswer>["foresee"]>(undefined);
  const state = useTableState(id, columns, saved, (next) => foresee.current?.(next));
  const { config, page, into, change } = state;
  const source = useMemo(() => ({ base, columns, hierarchies }), [base, columns, hierarchies]);
  const start = useScrollStart(source, state);
  const answer = useTableAnswer(source, { config, page: start.page, into }, initial);
  const { tree, root, result, error, loading, seen, found, drawn } = answer;
  useEffect(() => {
    foresee.current = answer.foresee;
  });
  const scroll = useTableScroll(source, start, answer, initial);
  const { grandTotal } = scroll;
  useSignInAgain(error);
  const meta = loading || error ? undefined : result?.meta;
  useEffect(() => {
    if (meta) onMeta?.(root.query, meta);
  }, [root, meta, onMeta]);
  const { treeName, drawnConfig, shown, measures, dimensions, formatColumns } = useTableColumns({
    source,
    config,
    answer,
    locale,
    timezone,
  });
  const looks = useTableLooks({ source, config, answer, scroll, shown, locale, timezone });
  const panel = usePanel(id);
  const metrics = shownMetrics(base, config);
  const mayFormat = useMayFormat();
  const exportOf = useExportOf(id);
  const [section, setSection] = useState<SettingsSection>("columns");
  const filters = config.filters ?? [];
  const quick = useQuickSearch({ title, columns, tree, config, change });
  const changed = changedFields(saved, config);

  const {
    lines: gridded,
    watch,
    fetchLines,
  } = useTableCells(scroll, answer, !error && result !== null, {
    columns: shown,
    treeColumn: treeName,
    config,
  });
  const findPlaces = useMemo(
    () => searchedPlaces(shown, drawn, treeName, seen.root.last),
    [shown, drawn, treeName, seen],
  );

  const cross = useTableCross(id, { answer, scroll, columns, shown, treeName });
  const [finding, setFinding] = useState(false);
  const findField = useRef<HTMLInputElement>(null);
  const findThere = useParts(finding, [FindBar.part], () => setFinding(false));
  const openFind = () => {
    setFinding(true);
    findField.current?.select();
  };
  const [reveal, onReveal] = useReveal();
  const cells = useCellSelection({
    lines: gridded,
    watch,
    rows: `${scroll.key} ${grandTotal !== undefined}`,
    columns: shown,
    onFind: openFind,
    onCross: cross?.choose,
    onReveal: reveal,
    fetchLines,
  });
  const find = useFind({
    open: finding,
    asked: root,
    places: findPlaces,
    cells,
    settled: !loading,
    ...findPlace(scroll, {
      lineOf: answer.lineOf,
      pageSize: config.pageSize ?? DEFAULT_PAGE_SIZE,
      page,
    }),
    onPage: state.setPage,
    locale,
    timezone,
  });

  const edits = tableEdits({
    change,
    base,
    columns,
    shown: shown.map(({ name }) => name),
    levels: { name: treeName, shared: drawn?.shared ?? [] },
    tree,
    root,
  });
  const valuesOf = (name: string) => valuesBase({ base, columns, filters, search: root.query.search }, name);
  const menuFor = (headed: TableColumn) => (
    <HeaderMenu
      headed={headed}
      shown={shown}
      columns={columns}
      measures={measures}
      config={config}
      drawnConfig={drawnConfig}
      hasTime={base.time !== undefined}
      change={change}
      edits={edits}
      baseOf={valuesOf}
      onFormat={
        mayFormat
          ? () => {
              setSection("formats");
              panel.setOpen(true);
            }
          : undefined
      }
    />
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is the table's, wherever in it one is
    <div data-print="body" className="@container flex h-full min-h-0 flex-col" onKeyDown={quick.onKeyDown}>
      <TableActions
        title={title}
        shown={metrics.length}
        all={measures.length}
        panelOpen={panel.open}
        onPanel={() => panel.setOpen(!panel.open)}
        onPanelNear={preloadSettings}
        density={config.density ?? "normal"}
        onDensity={(density) => change({ density }, { replace: true })}
        search={
          <>
            {quick.field}
            <AddFilter
              title={title}
              columns={columns}
              filters={filters}
              baseOf={valuesOf}
              onFilter={edits.setFilter}
            />
          </>
        }
        paging={config.paging ?? "pages"}
        onPaging={(paging) => change({ paging })}
        scrollBar={scrollBar(config, root)}
        onFind={openFind}
        exportOf={exportOf}
        onOpenAll={tree.rows > 0 ? (open) => change(openTo(open ? "all" : 0)) : undefined}
        onReset={changed.length > 0 || page > 1 || into.length > 0 ? state.reset : undefined}
      />
      <TableSettings
        tableId={id}
        title={title}
        panel={panel}
        section={section}
        onSection={setSection}
        config={config}
        change={change}
        measures={measures}
        metrics={metrics}
        onMetrics={edits.setMetrics}
        onResetMetrics={
          changed.includes("metrics")
            ? () => change({ metrics: saved.metrics ?? base.measures ?? [] })
            : undefined
        }
        dimensions={dimensions}
        tree={tree}
        formatColumns={formatColumns}
      />
      {result && !error ? (
        <PivotNote
          result={result}
          limit={seen.config.pivot?.limit ?? DEFAULT_COLUMNS}
          onLimit={(limit) => change((now) => changePivot(now, { limit }))}
        />
      ) : null}
      <FilterChips
        filters={filters}
        columns={columns}
        onChange={(next) => change({ filters: next })}
        search={quick.search}
        onSearch={quick.onSearch}
        onClear={() => change({ filters: [], search: "" })}
      />
      {drawn && into.length > 0 ? (
        <DrillPath
          path={into}
          tree={tree}
          columns={drawn}
          config={config}
          locale={locale}
          onInto={state.setInto}
        />
      ) : null}
      <TableBody
        title={title}
        source={source}
        state={state}
        answer={answer}
        scroll={scroll}
        columns={shown}
        treeColumn={treeName}
        config={drawnConfig}
        cells={cells}
        edits={edits}
        search={{ text: quick.search, onSearch: quick.onSearch }}
        {...looks}
        cross={cross}
        isChosen={cross?.isChosen ?? noneChosen}
        menuFor={menuFor}
        onReveal={onReveal}
        onFind={openFind}
        locale={locale}
        timezone={timezone}
      />
      {findThere ? (
        <FindBar
          title={title}
          find={find}
          field={findField}
          onClose={() => {
            setFinding(false);
            cells.focus();
          }}
        />
      ) : null}
      {result && !error ? (
        <TableFooter
          title={title}
          state={state}
          cells={cells}
          scroll={scroll}
          shown={shown}
          meta={result.meta}
          rows={found?.rows.length ?? 0}
          locale={locale}
          timezone={timezone}
        />
      ) : null}
    </div>
  );
}
