"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { CellMenu } from "@/components/table/cell-menu";
import { ColumnLook } from "@/components/table/column-look";
import { ColumnMenu } from "@/components/table/column-menu";
import { useMayFormat } from "@/components/table/dashboard-tables";
import { DrillPath } from "@/components/table/drill-path";
import { FilterChips } from "@/components/table/filter-chips";
import { FindBar } from "@/components/table/find-bar";
import type { TextDraft } from "@/components/table/format/text-view";
import { MetricPanel } from "@/components/table/metric-panel";
import { Panel, usePanel } from "@/components/table/panel";
import { SelectionStatus } from "@/components/table/selection-status";
import { SortAnnouncement } from "@/components/table/sort-announcement";
import { StructurePanel } from "@/components/table/structure-panel";
import { TableActions } from "@/components/table/table-actions";
import { TableAge } from "@/components/table/table-age";
import { TableEmpty } from "@/components/table/table-empty";
import { TableGrid } from "@/components/table/table-grid";
import { TablePager } from "@/components/table/table-pager";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { useAutoWidths } from "@/components/table/use-auto-widths";
import { useCellSelection } from "@/components/table/use-cell-selection";
import { useDrawFormats, useFormatWidths } from "@/components/table/use-draw-formats";
import { useFind } from "@/components/table/use-find";
import { useFormatFacts } from "@/components/table/use-format-facts";
import { useTableLines } from "@/components/table/use-table-lines";
import { type TableAnswer, useTableRows } from "@/components/table/use-table-rows";
import { useTableState } from "@/components/table/use-table-state";
import { ErrorState } from "@/components/ui/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { Locale } from "@/lib/format/format";
import type { Filter, QueryInput, Sort } from "@/lib/query/query";
import type { ResultColumn } from "@/lib/query/result";
import { groupBy, moveColumn, openTo, toggleLine } from "@/lib/table/change-structure";
import { columnUnit, type TableColumn, tableColumns } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { formatChoices } from "@/lib/table/format-choices";
import { type GridLine, gridLines } from "@/lib/table/grid-line";
import type { KnownColumn } from "@/lib/table/known-columns";
import { lineCells, linesOfRows, searchedPlaces } from "@/lib/table/line-cells";
import { changedFields } from "@/lib/table/resolve-config";
import { sortList, type TableConfig } from "@/lib/table/table-config";
import type { DataLine, TreeColumns } from "@/lib/table/table-lines";
import { DEFAULT_PAGE_SIZE, shownMetrics } from "@/lib/table/table-query";
import { dataQuery, linesIn, openLevels, rootQuery, tableTree } from "@/lib/table/table-tree";

const NO_COLUMNS: ResultColumn[] = [];
const NO_LINES: GridLine[] = [];
const NO_TREE: TreeColumns = { columns: [], own: [], shared: [] };

// Who only reads a dashboard does not load its editors.
const FormatPanel = dynamic(() => import("@/components/table/format/format-panel"), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-40" />,
});

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
  const tf = useTranslations("table.format");
  const state = useTableState(id, columns, saved);
  const { config, page, into, change } = state;
  const source = useMemo(() => ({ base, columns, hierarchies }), [base, columns, hierarchies]);
  const tree = useMemo(() => tableTree(source, config), [source, config]);
  const root = useMemo(() => rootQuery(source, config, { page, into }), [source, config, page, into]);
  const { result, total: counted, error, loading, refetch } = useTableRows(root.query, initial);
  // While an answer is on its way the last one stays, read as what it was asked as.
  const asked = useMemo(() => ({ root, config, into }), [root, config, into]);
  const [kept, setKept] = useState(asked);
  if (!loading && kept !== asked) setKept(asked);
  const seen = loading ? kept : asked;
  const seenTree = useMemo(() => tableTree(source, seen.config), [source, seen]);
  const found = useMemo(() => (result ? linesIn(seen.root, result) : null), [seen, result]);
  const total = found?.total ?? counted;
  useSignInAgain(error);
  const { columns: drawn, lines, more, retry } = useTableLines(source, seen, result);
  const all = drawn?.columns ?? NO_COLUMNS;
  const widths = useFormatWidths(
    useAutoWidths(all, lines, result?.grandTotal, config, locale),
    config.conditionalFormatting,
  );
  const rowsAsked = useMemo(() => dataQuery(source, seen.config, seen.root), [source, seen]);
  const facts = useFormatFacts(
    rowsAsked.query,
    config.conditionalFormatting,
    result,
    rowsAsked === seen.root,
  );
  const draw = useDrawFormats(config.conditionalFormatting, facts);
  const grandTotal = seen.config.grandTotal === false ? undefined : result?.grandTotal;
  const panel = usePanel(id);

  // Whoever froze a dimension wants what it stands for in sight: the column it shares with its levels.
  const treeName = all[0]?.kind === "dimension" ? all[0].name : null;
  const drawnConfig = useMemo((): TableConfig => {
    const shared = drawn?.shared ?? [];
    const place = (names: readonly string[] | undefined) =>
      names && [...new Set(names.map((name) => (treeName && shared.includes(name) ? treeName : name)))];
    const left = place(config.frozenColumns);
    const right = place(config.frozenRight);
    return {
      ...config,
      metrics: shownMetrics(base, config),
      ...(left ? { frozenColumns: left } : {}),
      ...(right ? { frozenRight: right } : {}),
    };
  }, [config, base, drawn, treeName]);
  const shown = useMemo(
    () => (all.length > 0 ? tableColumns(all, drawnConfig, widths, locale) : []),
    [all, drawnConfig, widths, locale],
  );
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
  const [section, setSection] = useState<"columns" | "formats">("columns");
  // Kept while the panel is shut: a text half written is not lost.
  const [draft, setDraft] = useState<TextDraft | null>(null);
  const rules = (config.conditionalFormatting ?? []).reduce((sum, format) => sum + format.rules.length, 0);
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
  const rowLines = useMemo(
    () => (found ? linesOfRows(lines, found.rows, seenTree, seen.root, seen.into) : []),
    [found, lines, seenTree, seen],
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
    rowLines,
    cells,
    settled: !loading,
    pageSize: config.pageSize ?? DEFAULT_PAGE_SIZE,
    page,
    onPage: state.setPage,
    locale,
    timezone,
  });

  const setFilter = (name: string, filter: Filter | undefined) =>
    change(({ filters: before = [] }) => {
      const at = before.findIndex((other) => other.name === name);
      const rest = before.filter((other) => other.name !== name);
      if (filter) rest.splice(at < 0 ? rest.length : at, 0, filter);
      return { filters: rest };
    });
  const setMetrics = (update: (shown: readonly string[]) => string[]) =>
    change((now) => {
      const before = shownMetrics(base, now);
      const next = update(before);
      const left = sortList(now).filter(({ column }) => !before.includes(column) || next.includes(column));
      return {
        metrics: next,
        // The order of all columns would go before that of the metrics.
        ...(now.order
          ? { order: now.order.filter((name) => dimensions.some((one) => one.name === name)) }
          : {}),
        ...(now.hidden ? { hidden: now.hidden.filter((name) => !next.includes(name)) } : {}),
        // What is out of sight must not decide the order.
        ...(left.length < sortList(now).length ? { sort: left } : {}),
      };
    });
  const setWidth = (name: string, width: number | null) =>
    change(
      (now) => {
        const { [name]: _old, ...rest } = now.columnWidths ?? {};
        return { columnWidths: width === null ? rest : { ...rest, [name]: width } };
      },
      { replace: true },
    );
  const hide = (name: string) => setMetrics((now) => now.filter((other) => other !== name));
  const freeze = (name: string, side: "left" | "right" | false) =>
    change(({ frozenColumns = [], frozenRight = [] }) => {
      const shared = name === treeName ? (drawn?.shared ?? []) : [name];
      const left = frozenColumns.filter((other) => !shared.includes(other));
      const right = frozenRight.filter((other) => !shared.includes(other));
      return {
        frozenColumns: side === "left" ? [...left, name] : left,
        frozenRight: side === "right" ? [...right, name] : right,
      };
    });
  const moveTo = (name: string, onto: string | undefined) =>
    onto === undefined
      ? undefined
      : () =>
          change((now) =>
            moveColumn(
              now,
              shown.map((column) => column.name),
              columns,
              name,
              onto,
            ),
          );
  const group = (name: string) =>
    change(({ groups = [] }) =>
      groupBy(groups.includes(name) ? groups.filter((other) => other !== name) : [...groups, name]),
    );
  const toggle = (line: DataLine) =>
    change((now) =>
      toggleLine(now, line.path, {
        open: line.open,
        byLevel: root.level + line.depth < openLevels(tree, now.expanded),
      }),
    );
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
        onGroup={isDimension ? () => group(name) : undefined}
        onMove={{ left: moveTo(name, shown[at - 1]?.name), right: moveTo(name, shown[at + 1]?.name) }}
        look={<ColumnLook name={name} column={column} config={config} onChange={change} />}
        onSort={(to) => change({ sort: direction === to ? [] : [{ column: name, direction: to }] })}
        onFreeze={(side) => freeze(name, side)}
        onHide={column.kind === "measure" ? () => hide(name) : undefined}
        onFormat={
          mayFormat
            ? () => {
                setSection("formats");
                panel.setOpen(true);
              }
            : undefined
        }
        onFilter={(filter) => setFilter(name, filter)}
      />
    );
  };

  return (
    <div className="@container flex h-full min-h-0 flex-col">
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
      <Panel title={t("settings")} subtitle={title} open={panel.open} onOpenChange={panel.setOpen}>
        {mayFormat ? (
          <div className="border-line border-b px-3 py-2">
            <Segmented
              label={tf("sections")}
              value={section}
              options={[
                { value: "columns", label: tf("columns") },
                { value: "formats", label: `${tf("title")} ${rules || ""}` },
              ]}
              onValueChange={setSection}
            />
          </div>
        ) : null}
        {mayFormat && section === "formats" ? (
          <FormatPanel
            tableId={id}
            formats={config.conditionalFormatting ?? []}
            columns={formatColumns}
            draft={draft}
            onDraft={setDraft}
            onChange={(formats) => change({ conditionalFormatting: formats }, { replace: true })}
          />
        ) : (
          <MetricPanel
            metrics={measures}
            shown={metrics}
            onChange={setMetrics}
            above={(search) => (
              <StructurePanel
                dimensions={dimensions}
                tree={tree}
                config={config}
                search={search}
                onChange={change}
              />
            )}
            onReset={
              changedFields(saved, config).includes("metrics")
                ? () => change({ metrics: saved.metrics ?? base.measures ?? [] })
                : undefined
            }
          />
        )}
      </Panel>
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
          onRetry={refetch}
          retrying={loading}
          className="flex-1"
        />
      ) : result ? (
        <CellMenu
          cells={cells}
          known={columns}
          filters={filters}
          onSort={(column, direction) => change({ sort: [{ column, direction }] })}
          onFilter={setFilter}
          onHide={hide}
          onFind={openFind}
        >
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
            cellOf={(line) => lineCells(line, drawn ?? NO_TREE, seenTree)}
            gridProps={cells.gridProps}
            menuFor={menuFor}
            onSort={(next: Sort[]) => change({ sort: next })}
            onResize={setWidth}
            onToggle={toggle}
            onInto={(line) => state.setInto(line.path)}
            onMore={more}
            onRetry={retry}
            onMove={(name, onto) => moveTo(name, onto)?.()}
          />
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
