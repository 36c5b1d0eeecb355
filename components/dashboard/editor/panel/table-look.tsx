"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { PanelText } from "@/components/dashboard/editor/panel/panel-text";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import { useKeptPlace } from "@/components/dashboard/editor/panel/use-kept-place";
import type { TablePanel } from "@/components/dashboard/editor/panel/use-table-panel";
import { OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { changeTable } from "@/lib/editor/change-table";
import type { Sort } from "@/lib/query/query";
import { DENSITIES, PAGE_ROWS, PAGINGS } from "@/lib/table/config-words";
import { sortList } from "@/lib/table/sort-list";
import type { TableConfig } from "@/lib/table/table-config";
import { DEFAULT_PAGE_SIZE } from "@/lib/table/table-query";

const MOST_SORTS = 10;

/** By what the rows stand in order, first to last. */
export function TableSorts({ table }: { table: TablePanel }) {
  const t = useTranslations("editor.panels.table");
  const sorts = sortList(table.config);
  const write = (sort: Sort[]) => table.change({ sort });
  const order = useListOrder((name, to) => {
    const moved = sorts.filter(({ column }) => column === name);
    const rest = sorts.filter(({ column }) => column !== name);
    write([...rest.slice(0, to), ...moved, ...rest.slice(to)]);
  });
  const unsorted = table.shown.filter((name) => !sorts.some(({ column }) => column === name));
  const [next] = unsorted;
  const { list, keep } = useKeptPlace(sorts.map(({ column }) => column));
  return (
    <PanelSection
      title={t("sort")}
      hint={sorts.length === 0 ? t("unsorted") : undefined}
      action={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("addSort")}
          title={t("addSort")}
          disabled={next === undefined || sorts.length >= MOST_SORTS}
          onClick={() => next !== undefined && write([...sorts, { column: next, direction: "desc" }])}
        >
          <Plus aria-hidden />
        </Button>
      }
    >
      {sorts.length > 0 ? (
        <ol ref={list} aria-label={t("sort")} className="flex flex-col gap-1">
          {sorts.map((sort, i) => (
            <OrderItem
              key={sort.column}
              order={order}
              name={sort.column}
              label={table.labelOf(sort.column)}
              place={sorts.length > 1 ? { at: i, of: sorts.length } : null}
              className="h-auto gap-1 px-0"
              end={
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t("removeSort", { column: table.labelOf(sort.column) })}
                  title={t("removeSort", { column: table.labelOf(sort.column) })}
                  onClick={() => write(sorts.filter((_, at) => at !== i))}
                >
                  <X aria-hidden />
                </Button>
              }
            >
              <PanelSelect
                label={t("sortColumn", { place: i + 1 })}
                bare
                value={sort.column}
                options={table.shown
                  .filter((name) => name === sort.column || unsorted.includes(name))
                  .concat(table.shown.includes(sort.column) ? [] : [sort.column])
                  .map((name) => ({ value: name, label: table.labelOf(name) }))}
                onValue={(column) => {
                  keep(i);
                  write(sorts.map((one, at) => (at === i ? { ...one, column } : one)));
                }}
              />
              <PanelSelect
                label={t("direction", { column: table.labelOf(sort.column) })}
                bare
                className="max-w-20"
                value={sort.direction}
                options={(["desc", "asc"] as const).map((one) => ({
                  value: one,
                  label: t(`directions.${one}`),
                }))}
                onValue={(direction) =>
                  write(sorts.map((one, at) => (at === i ? { ...one, direction } : one)))
                }
              />
            </OrderItem>
          ))}
        </ol>
      ) : null}
    </PanelSection>
  );
}

/** How close its rows lie, how many there are at a time, and what it looks for to begin with. */
export function TableLook({ id, table }: { id: string; table: TablePanel }) {
  const t = useTranslations("editor.panels.table");
  const words = useTranslations("table");
  const change = useChange();
  const { config } = table;
  const write = (fields: TableConfig, merge: string) =>
    change("table", (spec) => changeTable(spec, id, fields), `${id} ${merge}`);
  return (
    <PanelSection title={t("look")}>
      <div className="flex gap-2">
        <PanelSelect
          label={words("density")}
          value={config.density ?? "normal"}
          options={DENSITIES.map((one) => ({ value: one, label: words(`densities.${one}`) }))}
          onValue={(density) => table.change({ density })}
        />
        <PanelSelect
          label={words("paging")}
          value={config.paging ?? "pages"}
          options={PAGINGS.map((one) => ({ value: one, label: words(`pagings.${one}`) }))}
          onValue={(paging) => table.change({ paging })}
        />
      </div>
      <PanelNumber
        label={t("pageSize")}
        optional
        placeholder={String(DEFAULT_PAGE_SIZE)}
        whole={PAGE_ROWS}
        value={config.pageSize}
        onNumber={(pageSize) => write({ pageSize }, "pageSize")}
      />
      <PanelText
        label={t("search")}
        hint={t("searchHint")}
        value={config.search ?? ""}
        onText={(search) => write({ search }, "search")}
      />
    </PanelSection>
  );
}
