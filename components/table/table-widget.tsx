"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { CellHint } from "@/components/table/cell-hint";
import { CellMenu } from "@/components/table/cell-menu";
import { ColumnLook } from "@/components/table/column-look";
import { ColumnMenu } from "@/components/table/column-menu";
import { useMayFormat } from "@/components/table/dashboard-tables";
import { DrillPath } from "@/components/table/drill-path";
import { FilterChips } from "@/components/table/filter-chips";
import { FindBar } from "@/components/table/find-bar";
import { usePanel } from "@/components/table/panel";
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
import { useCellSelection } from "@/components/table/use-cell-selection";
import { useDisplays } from "@/components/table/use-displays";
import { useDrawFormats } from "@/components/table/use-draw-formats";
import { useFind } from "@/components/table/use-find";
import { useFormatFacts } from "@/components/table/use-format-facts";
import { useShownColumns } from "@/components/table/use-shown-columns";
import { useTableAnswer } from "@/components/table/use-table-answer";
import type { TableAnswer } from "@/components/table/use-table-rows";
import { useTableState } from "@/components/table/use-table-state";
import { ErrorState } from "@/components/ui/error-state";
import type { Locale } from "@/lib/format/format";
import type { QueryInput, Sort } from "@/lib/query/query";
import { openTo } from "@/lib/table/change-structure";
import { columnUnit, type TableColumn } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { formatChoices } from "@/lib/table/format-choices";
import { type GridLine, gridLines } from "@/lib/table/grid-line";
import type { KnownColumn } from "@/lib/table/known-columns";
import { lineCells, searchedPlaces } from "@/lib/table/line-cells";
import { changedFields } from "@/lib/table/resolve-config";
import { sortList, type TableConfig } from "@/lib/table/table-config";
import type { DataLine, TreeColumns } from "@/lib/table/table-lines";
import { DEFAULT_PAGE_SIZE, shownMetrics } from "@/lib/table/table-query";
import { dataQuery } from "@/lib/table/table-tree";

const NO_LINES: GridLine[] = [];
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
  const answer = useTableAnswer(source, state, initial);
  const { tree, root, result, error, loading, seen, seenTree, found, total, drawn, lines, grandTotal } =
    answer;
  useSignInAgain(error);
  const { treeName, drawnConfig, shown } = useShownColumns({
    base,
    config,
    drawn,
    lines,
    grandTotal: result?.grandTotal,
    locale,
  });
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
  const changed = changedFields(saved, config).length > 0;

  const gridded = useMemo(
    () =>
      error || !result
        ? NO_LINES
        : gridLines(lines, grandTotal, shown, {
            config,
            treeColumn: treeName,
            rows: seenTree.rows - seen.root.level,
          }),
    [error, result, lines, grandTotal, shown, config, treeName, seenTree, seen],
  );
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
  const cells = useCellSelection({
    lines: gridded,
    rows: `${lines.map(({ key }) => key).join("\n")} ${grandTotal !== undefined}`,
    columns: shown,
    onFind: openFind,
  });
  const find = useFind({
    open: finding,
    asked: root,
    places: findPlaces,
    rowLines: answer.rowLines,
    cells,
    settled: !loading,
    pageSize: config.pageSize ?? DEFAULT_PAGE_SIZE,
    page,
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
  const menuFor = ({ name, column }: TableColumn) => {
    const known = columns.find((other) => other.name === (comparisonColumn(name)?.measure ?? name));
    if (!known) return null;
    const at = shown.findIndex((other) => other.name === name);
    const isDimension = column.kind === "dimension";
    const direction = sort.find((entry) => entry.column === name)?.direction ?? false;
    return (
      <ColumnMenu
        column={comparisonColumn(name) ? { ...known, name, label: column.label, aliased: true } : known}
        base={base}
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
          left: edits.moveTo(name, shown[at - 1]?.name),
          right: edits.moveTo(name, shown[at + 1]?.name),
        }}
        look={
          <ColumnLook
            name={name}
            column={column}
            config={config}
            currency={known.format?.currency}
            measures={measures}
            hasTime={base.time !== undefined}
            onChange={change}
          />
        }
        onSort={(to) => change({ sort: direction === to ? [] : [{ column: name, direction: to }] })}
        onFreeze={(side) => edits.freeze(name, side)}
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
    <div data-print="body" className="@container flex h-full min-h-0 flex-col">
      <TableActions
        title={title}
        shown={metrics.length}
        all={measures.length}
        panelOpen={panel.open}
        onPanel={() => panel.setOpen(!panel.open)}
        density={config.density ?? "normal"}
        onDensity={(density) => change({ density }, { replace: true })}
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
      <FilterChips filters={filters} columns={columns} onChange={(next) => change({ filters: next })} />
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
        >
          <CellHint>
            <TableGrid
              title={title}
              lines={lines}
              grandTotal={grandTotal}
              columns={shown}
              treeColumn={treeName}
              tree={isTree}
              config={drawnConfig}
              total={total}
              count={total === null ? null : total + lines.length - (found?.rows.length ?? 0)}
              offset={root.window.offset}
              locale={locale}
              timezone={timezone}
              dimmed={loading}
              empty={
                <TableEmpty
                  filters={filters}
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
          <SortAnnouncement sort={sort} labels={result.columns} />
          <TableAge meta={result.meta} locale={locale} timezone={timezone} />
          <TablePager
            title={title}
            page={page}
            pageSize={config.pageSize ?? DEFAULT_PAGE_SIZE}
            rows={found?.rows.length ?? 0}
            total={total}
            onPage={state.setPage}
            onPageSize={(pageSize) => change({ pageSize })}
          />
        </div>
      ) : null}
    </div>
  );
}
