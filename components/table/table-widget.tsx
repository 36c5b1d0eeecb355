"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { CellMenu } from "@/components/table/cell-menu";
import { ColumnMenu } from "@/components/table/column-menu";
import { useMayFormat } from "@/components/table/dashboard-tables";
import { FilterChips } from "@/components/table/filter-chips";
import { FindBar } from "@/components/table/find-bar";
import type { TextDraft } from "@/components/table/format/text-view";
import { MetricPanel } from "@/components/table/metric-panel";
import { Panel, usePanel } from "@/components/table/panel";
import { SelectionStatus } from "@/components/table/selection-status";
import { SortAnnouncement } from "@/components/table/sort-announcement";
import { TableActions } from "@/components/table/table-actions";
import { TableAge } from "@/components/table/table-age";
import { TableEmpty } from "@/components/table/table-empty";
import { TableGrid } from "@/components/table/table-grid";
import { TablePager } from "@/components/table/table-pager";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { useCellSelection } from "@/components/table/use-cell-selection";
import { useDrawFormats, useFormatWidths } from "@/components/table/use-draw-formats";
import { useFind } from "@/components/table/use-find";
import { useFormatFacts } from "@/components/table/use-format-facts";
import { type TableAnswer, useTableRows } from "@/components/table/use-table-rows";
import { useTableState } from "@/components/table/use-table-state";
import { ErrorState } from "@/components/ui/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { Locale } from "@/lib/format/format";
import type { Filter, QueryInput, Sort } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { autoWidth, cellText, columnUnit, type TableColumn, tableColumns } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { formatChoices } from "@/lib/table/format-choices";
import type { KnownColumn } from "@/lib/table/known-columns";
import { changedFields } from "@/lib/table/resolve-config";
import { sortList, type TableConfig } from "@/lib/table/table-config";
import { DEFAULT_PAGE_SIZE, shownMetrics, tableQuery } from "@/lib/table/table-query";

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
  /** The server's answer for the state in the URL. */
  initial: TableAnswer;
  locale: Locale;
  timezone: string;
}

/** Widths that fit the first rows seen of each column; later pages don't make columns jump. */
function useAutoWidths(result: Result | null, locale: Locale): Record<string, number> {
  const [widths, setWidths] = useState<Record<string, number>>({});
  const missing = result?.columns.filter(({ name }) => !(name in widths)) ?? [];
  if (!result || missing.length === 0 || result.rows.length === 0) return widths;
  const found = missing.map((column) => {
    const index = result.columns.indexOf(column);
    const texts = result.rows.map((row) => cellText(column, row[index], locale));
    const total = result.grandTotal?.[column.name];
    if (total !== undefined) texts.push(cellText(column, total, locale));
    return [column.name, autoWidth(`${column.label} ${columnUnit(column, locale)}`, texts)] as const;
  });
  const next = { ...widths, ...Object.fromEntries(found) };
  setWidths(next);
  return next;
}

/** A table of a dashboard: server-rendered rows first, then sort, filters, pages, columns, all kept in the URL. */
export function TableWidget({
  id,
  title,
  base,
  saved,
  columns,
  initial,
  locale,
  timezone,
}: TableWidgetProps) {
  const t = useTranslations("table");
  const tf = useTranslations("table.format");
  const state = useTableState(id, columns, saved);
  const { config, page, change } = state;
  const query = useMemo(() => tableQuery(base, config, page), [base, config, page]);
  const { result, total, error, loading, refetch } = useTableRows(query, initial);
  useSignInAgain(error);
  const widths = useFormatWidths(useAutoWidths(result, locale), config.conditionalFormatting);
  const facts = useFormatFacts(query, config.conditionalFormatting, result);
  const draw = useDrawFormats(config.conditionalFormatting, facts);
  const panel = usePanel(id);

  const shown = useMemo(
    () =>
      result
        ? tableColumns(result.columns, { ...config, metrics: shownMetrics(base, config) }, widths, locale)
        : [],
    [result, config, base, widths, locale],
  );
  const measures = useMemo(
    () =>
      columns
        .filter(({ kind }) => kind === "measure")
        .map((column) => ({ name: column.name, label: column.label, unit: columnUnit(column, locale) })),
    [columns, locale],
  );
  const metrics = shownMetrics(base, config);
  const mayFormat = useMayFormat();
  const [section, setSection] = useState<"columns" | "formats">("columns");
  // Kept while the panel is shut: a text half written is not lost.
  const [draft, setDraft] = useState<TextDraft | null>(null);
  const rules = (config.conditionalFormatting ?? []).reduce((sum, format) => sum + format.rules.length, 0);
  const formatColumns = useMemo(() => formatChoices(shown, columns, locale), [shown, columns, locale]);
  const filters = config.filters ?? [];
  const sort = sortList(config);
  const changed = changedFields(saved, config).length > 0;

  const [finding, setFinding] = useState(false);
  const findField = useRef<HTMLInputElement>(null);
  const openFind = () => {
    setFinding(true);
    findField.current?.select();
  };
  const cells = useCellSelection({ result: error ? null : result, columns: shown, onFind: openFind });
  const find = useFind({
    open: finding,
    query,
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
  const freeze = (name: string, on: boolean) =>
    change((now) => {
      const frozen = (now.frozenColumns ?? []).filter((other) => other !== name);
      return { frozenColumns: on ? [...frozen, name] : frozen };
    });
  const menuFor = ({ name, column }: TableColumn) => {
    const known = columns.find((other) => other.name === (comparisonColumn(name)?.measure ?? name));
    if (!known) return null;
    const direction = sort.find((entry) => entry.column === name)?.direction ?? false;
    return (
      <ColumnMenu
        column={comparisonColumn(name) ? { ...known, name, label: column.label, aliased: true } : known}
        base={base}
        filter={filters.find((filter) => filter.name === name)}
        sorted={direction}
        frozen={config.frozenColumns?.includes(name) ?? false}
        onSort={(to) => change({ sort: direction === to ? [] : [{ column: name, direction: to }] })}
        onFreeze={(on) => freeze(name, on)}
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
        onReset={changed || page > 1 ? state.reset : undefined}
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
            onReset={
              changedFields(saved, config).includes("metrics")
                ? () => change({ metrics: saved.metrics ?? base.measures ?? [] })
                : undefined
            }
          />
        )}
      </Panel>
      <FilterChips filters={filters} columns={columns} onChange={(next) => change({ filters: next })} />
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
            result={result}
            columns={shown}
            config={config}
            total={total}
            offset={query.offset ?? 0}
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
            gridProps={cells.gridProps}
            menuFor={menuFor}
            onSort={(next: Sort[]) => change({ sort: next })}
            onResize={setWidth}
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
            rows={result.rows.length}
            total={total}
            onPage={state.setPage}
            onPageSize={(pageSize) => change({ pageSize })}
          />
        </div>
      ) : null}
    </div>
  );
}
