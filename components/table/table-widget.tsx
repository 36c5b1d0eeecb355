"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { AddFilter } from "@/components/table/add-filter";
import { CellHint } from "@/components/table/cell-hint";
import { CellMenu } from "@/components/table/cell-menu";
import { ColumnLook } from "@/components/table/column-look";
import { ColumnMenu } from "@/components/table/column-menu";
import { useMayFormat } from "@/components/table/dashboard-tables";
import { DrillPath } from "@/components/table/drill-path";
import { FilterChips } from "@/components/table/filter-chips";
import { FindBar } from "@/components/table/find-bar";
import { usePanel } from "@/components/table/panel";
import { PivotNote } from "@/components/table/pivot-note";
import { ScrollPlace } from "@/components/table/scroll-place";
import { SelectionStatus } from "@/components/table/selection-status";
import { SortAnnouncement } from "@/components/table/sort-announcement";
import { TableActions } from "@/components/table/table-actions";
import { TableAge } from "@/components/table/table-age";
import { tableEdits } from "@/components/table/table-edits";
import { TableEmpty } from "@/components/table/table-empty";
import { TableGrid } from "@/components/table/table-grid";
import { TablePager } from "@/components/table/table-pager";
import { type SettingsSection, TableSettings } from "@/components/table/table-settings";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TotalMenu, totalDrill } from "@/components/table/total-menu";
import { useCellSelection } from "@/components/table/use-cell-selection";
import { useDisplays } from "@/components/table/use-displays";
import { useDrawFormats } from "@/components/table/use-draw-formats";
import { useFind } from "@/components/table/use-find";
import { useFormatFacts } from "@/components/table/use-format-facts";
import { useHeadedColumns } from "@/components/table/use-headed-columns";
import { useQuickSearch } from "@/components/table/use-quick-search";
import { useScrollStart } from "@/components/table/use-scroll-start";
import { useShownColumns } from "@/components/table/use-shown-columns";
import { useTableAnswer } from "@/components/table/use-table-answer";
import type { TableAnswer } from "@/components/table/use-table-rows";
import { findPlace, useReveal, useTableCells, useTableScroll } from "@/components/table/use-table-scroll";
import { useTableState } from "@/components/table/use-table-state";
import { ErrorState } from "@/components/ui/error-state";
import type { Locale } from "@/lib/format/format";
import type { QueryInput, Sort } from "@/lib/query/query";
import { changePivot, openTo } from "@/lib/table/change-structure";
import { columnUnit, type TableColumn } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { formatChoices } from "@/lib/table/format-choices";
import { fullName, neighbour } from "@/lib/table/header-groups";
import type { KnownColumn } from "@/lib/table/known-columns";
import { lineCells, searchedPlaces } from "@/lib/table/line-cells";
import { plainName } from "@/lib/table/pivot-column";
import { changedFields } from "@/lib/table/resolve-config";
import { sortList, type TableConfig } from "@/lib/table/table-config";
import type { DataLine, TreeColumns } from "@/lib/table/table-lines";
import { DEFAULT_COLUMNS } from "@/lib/table/table-pivot";
import { DEFAULT_PAGE_SIZE, shownMetrics } from "@/lib/table/table-query";
import { dataQuery } from "@/lib/table/table-tree";
import { valuesBase } from "@/lib/table/values-query";

const NO_TREE: TreeColumns = { columns: [], own: [], shared: [] };

export interface TableWidgetProps {
  id: string;
  title: string;
  /** The widget's own question under the dashboard's controls, without the table's state. */
  base: QueryInput;
  /** Dashboard default ← view. */
  saved: TableConfig;
  /** Every column that may be shown or filtered. */
  columns: KnownColumn[];
  /** What its rows drill down along. */
  hierarchies: readonly { levels: readonly string[] }[];
  /** The server's answer for the state in the URL. */
  initial: TableAnswer;
  locale: Locale;
  timezone: string;
}

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
}: TableWidgetProps) {
  const t = useTranslations("table");
  const state = useTableState(id, columns, saved);
  const { config, page, into, change } = state;
  const source = useMemo(() => ({ base, columns, hierarchies }), [base, columns, hierarchies]);
  const start = useScrollStart(source, state);
  const answer = useTableAnswer(source, { config, page: start.page, into }, initial);
  const { tree, root, result, error, loading, seen, seenTree, found, drawn, lines } = answer;
  const scroll = useTableScroll(source, start, answer);
  const { total, grandTotal } = scroll;
  useSignInAgain(error);
  const {
    treeName,
    drawnConfig,
    shown: plain,
  } = useShownColumns({
    base,
    config,
    drawn,
    lines,
    grandTotal: result?.grandTotal,
    locale,
  });
  const shown = useHeadedColumns(plain, { source, tree: seenTree, config, locale, timezone });
  const rowsAsked = useMemo(() => dataQuery(source, seen.config, seen.root), [source, seen]);
  const facts = useFormatFacts(
    rowsAsked.query,
    config.conditionalFormatting,
    result,
    rowsAsked === seen.root,
  );
  const draw = useDrawFormats(config.conditionalFormatting, facts);
  const cellOf = useCallback(
    (line: DataLine) => lineCells(line, drawn ?? NO_TREE, seenTree),
    [drawn, seenTree],
  );
  const displays = useDisplays({
    source,
    asked: seen,
    lines,
    grandTotal,
    columns: shown,
    cellOf,
    locale,
    timezone,
  });
  const panel = usePanel(id);
  const isTree =
    tree.rows > 0 || into.length > 0 || lines.some((line) => line.depth > 0 || ("open" in line && line.open));
  const measures = useMemo(
    () =>
      columns
        .filter(({ kind }) => kind === "measure")
        .map((column) => ({ name: column.name, label: column.label, unit: columnUnit(column, locale) })),
    [columns, locale],
  );
  const dimensions = useMemo(() => columns.filter(({ kind }) => kind === "dimension"), [columns]);
  const metrics = shownMetrics(base, config);
  const mayFormat = useMayFormat();
  const [section, setSection] = useState<SettingsSection>("columns");
  const formatColumns = useMemo(() => {
    // A rule is about one level of the column they share, and about no dimension that only this reader groups by.
    const others = new Set(columns.flatMap(({ name, filterOnly }) => (filterOnly ? [name] : [])));
    if (tree.rows > 0 && treeName) others.add(treeName);
    return formatChoices(
      shown.filter(({ name }) => !others.has(name)),
      columns,
      locale,
    );
  }, [shown, columns, locale, tree, treeName]);
  const filters = config.filters ?? [];
  const sort = sortList(config);
  const quick = useQuickSearch({ title, columns, tree, config, change });
  const changed = changedFields(saved, config).length > 0;

  const { lines: gridded, fetchLines } = useTableCells(scroll, answer, !error && result !== null, {
    columns: shown,
    treeColumn: treeName,
    config,
  });
  const findPlaces = useMemo(
    () => searchedPlaces(shown, drawn, treeName, seen.root.last),
    [shown, drawn, treeName, seen],
  );

  const [finding, setFinding] = useState(false);
  const findField = useRef<HTMLInputElement>(null);
  const openFind = () => {
    setFinding(true);
    findField.current?.select();
  };
  const [reveal, onReveal] = useReveal();
  const cells = useCellSelection({
    lines: gridded,
    rows: `${scroll.key} ${grandTotal !== undefined}`,
    columns: shown,
    onFind: openFind,
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
  const drill = totalDrill(source, { tree, config, into, change });
  const menuFor = (headed: TableColumn) => {
    const { name, column } = headed;
    const known = columns.find(
      (other) => other.name === (comparisonColumn(plainName(name))?.measure ?? plainName(name)),
    );
    const pivoted = plainName(name) !== name;
    if (!known) return null;
    const at = shown.findIndex((other) => other.name === name);
    const isDimension = column.kind === "dimension";
    const direction = sort.find((entry) => entry.column === name)?.direction ?? false;
    return (
      <ColumnMenu
        column={
          pivoted || comparisonColumn(name)
            ? { ...known, name, label: fullName(headed), aliased: true }
            : known
        }
        base={valuesOf(name)}
        counter={columns.find((other) => other.countsRows)?.name}
        filter={filters.find((filter) => filter.name === name)}
        sorted={direction}
        frozen={
          drawnConfig.frozenColumns?.includes(name)
            ? "left"
            : drawnConfig.frozenRight?.includes(name)
              ? "right"
              : false
        }
        grouped={config.groups?.includes(name) ?? false}
        onGroup={isDimension ? () => edits.group(name) : undefined}
        onMove={{
          left: edits.moveTo(name, neighbour(shown, at, -1)),
          right: edits.moveTo(name, neighbour(shown, at, 1)),
        }}
        look={
          <ColumnLook
            name={plainName(name)}
            column={column}
            config={config}
            currency={known.format?.currency}
            measures={measures}
            hasTime={base.time !== undefined && !pivoted}
            onChange={change}
          />
        }
        onSort={(to) => change({ sort: direction === to ? [] : [{ column: name, direction: to }] })}
        onThenBy={edits.thenBy(sort, name)}
        onFreeze={pivoted ? undefined : (side) => edits.freeze(name, side)}
        onHide={column.kind === "measure" ? () => edits.hide(name) : undefined}
        onFormat={
          mayFormat
            ? () => {
                setSection("formats");
                panel.setOpen(true);
              }
            : undefined
        }
        onFilter={(filter) => edits.setFilter(name, filter)}
      />
    );
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is the table's, wherever in it one is
    <div className="@container flex h-full min-h-0 flex-col" onKeyDown={quick.onKeyDown}>
      <TableActions
        title={title}
        shown={metrics.length}
        all={measures.length}
        panelOpen={panel.open}
        onPanel={() => panel.setOpen(!panel.open)}
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
        onFind={openFind}
        onOpenAll={tree.rows > 0 ? (open) => change(openTo(open ? "all" : 0)) : undefined}
        onReset={changed || page > 1 || into.length > 0 ? state.reset : undefined}
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
          changedFields(saved, config).includes("metrics")
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
      {error ? (
        <ErrorState
          title={error.id === null ? t("unreachable") : error.message}
          id={error.id ?? undefined}
          onRetry={answer.refetch}
          retrying={loading}
          className="flex-1"
        />
      ) : result ? (
        <CellMenu
          cells={cells}
          known={columns}
          filters={filters}
          onSort={(column, direction) => change({ sort: [{ column, direction }] })}
          onFilter={edits.setFilter}
          onHide={edits.hide}
          onFind={openFind}
          total={drill}
        >
          <CellHint>
            <TableGrid
              title={title}
              lines={scroll.rows?.lines ?? lines}
              grandTotal={grandTotal}
              totalMenu={<TotalMenu {...drill} />}
              columns={shown}
              treeColumn={treeName}
              tree={isTree}
              config={drawnConfig}
              total={total}
              count={total === null || scroll.rows ? total : total + lines.length - (found?.rows.length ?? 0)}
              offset={scroll.rows ? 0 : root.window.offset}
              scroll={scroll.grid}
              onReveal={onReveal}
              active={cells.active}
              locale={locale}
              timezone={timezone}
              dimmed={loading}
              totalDimmed={answer.totalsPending}
              empty={
                <TableEmpty
                  filters={filters}
                  search={quick.search}
                  onSearch={quick.onSearch}
                  columns={columns}
                  page={page}
                  onFilters={(next) => change({ filters: next })}
                  onPage={state.setPage}
                />
              }
              draw={draw}
              displays={displays}
              cellOf={cellOf}
              gridProps={cells.gridProps}
              menuFor={menuFor}
              onSort={(next: Sort[]) => change({ sort: next })}
              onResize={edits.setWidth}
              onToggle={edits.toggle}
              onInto={(line) => state.setInto(line.path)}
              onMore={answer.more}
              onRetry={answer.retry}
              onMove={(name, onto) => edits.moveTo(name, onto)?.()}
            />
          </CellHint>
        </CellMenu>
      ) : (
        <div className="min-h-0 flex-1">
          <TableSkeleton columns={metrics.length + 1} />
        </div>
      )}
      {finding ? (
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
        <div className="flex min-h-8 shrink-0 flex-wrap items-center justify-end gap-x-3 border-line border-t px-3 text-12 pointer-coarse:min-h-12">
          <SelectionStatus cells={cells} locale={locale} timezone={timezone}>
            {result.meta.cached ? t("cached") : t("elapsed", { ms: Math.round(result.meta.elapsedMs) })}
          </SelectionStatus>
          <SortAnnouncement
            sort={sort}
            labels={shown.map((one) => ({ name: one.name, label: fullName(one) }))}
          />
          <TableAge meta={result.meta} locale={locale} timezone={timezone} />
          {scroll.rows ? (
            <ScrollPlace title={title} scroll={scroll.rows} locale={locale} />
          ) : (
            <TablePager
              title={title}
              page={page}
              pageSize={config.pageSize ?? DEFAULT_PAGE_SIZE}
              rows={found?.rows.length ?? 0}
              total={total}
              onPage={state.setPage}
              onPageSize={(pageSize) => change({ pageSize })}
            />
          )}
        </div>
      ) : null}
    </div>
  );
}
