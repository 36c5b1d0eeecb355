"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { moveName, OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import type { DimensionRef, Grain } from "@/lib/query/query";
import { changePivot, putAcross, takeOffAcross } from "@/lib/table/change-structure";
import { dimensionName, type KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import { COLUMN_STEPS, DEFAULT_COLUMNS } from "@/lib/table/table-pivot";
import type { TableTree } from "@/lib/table/table-tree";

const GRAINS = ["day", "week", "month", "quarter", "year"] as const;

const grainOf = (ref: DimensionRef): Grain => (typeof ref === "string" ? undefined : ref.grain) ?? "day";

export interface PivotSectionProps {
  dimensions: readonly KnownColumn[];
  /** Metrics shown: the columns may stand in the order of one. */
  metrics: readonly string[];
  measures: readonly { name: string; label: string }[];
  tree: TableTree;
  config: TableConfig;
  onChange: (fields: TableConfig | ((now: TableConfig) => TableConfig)) => void;
}

/** The dimensions across: their order, the unit of dates, how the columns are sorted and how many there are. */
export function PivotSection({ dimensions, metrics, measures, tree, config, onChange }: PivotSectionProps) {
  const t = useTranslations("table");
  const id = useId();
  const pivot = tree.pivot ?? [];
  const names = pivot.map(dimensionName);
  const order = useListOrder((name, to) =>
    onChange((now) => {
      const next = moveName(names, name, to);
      const refs = next.flatMap(
        (one) => now.pivot?.dimensions.find((ref) => dimensionName(ref) === one) ?? [],
      );
      return changePivot(now, { dimensions: refs });
    }),
  );
  if (pivot.length === 0) return null;
  const label = (name: string) =>
    [...dimensions, ...measures].find((one) => one.name === name)?.label ?? name;
  const [sort] = config.pivot?.sort ?? [];
  const sorted = sort ? `${sort.direction === "desc" ? "-" : ""}${sort.column}` : (names[0] ?? "");
  const sorts = [
    ...names.slice(0, 1).flatMap((name) => [
      { value: name, text: t("pivot.ascending", { column: label(name) }) },
      { value: `-${name}`, text: t("pivot.descending", { column: label(name) }) },
    ]),
    ...metrics.map((name) => ({ value: `-${name}`, text: t("pivot.largest", { column: label(name) }) })),
  ];
  const limit = config.pivot?.limit ?? DEFAULT_COLUMNS;
  const field = cn(fieldClasses, "h-7 w-44 text-12 pointer-coarse:h-11");
  return (
    <section aria-labelledby={`${id}across`} className="mb-2 border-line border-b pb-2">
      <h3 id={`${id}across`} className="px-1 py-1 text-11 text-ink-3">
        {t("pivot.title")}
      </h3>
      <ol aria-label={t("pivot.title")}>
        {pivot.map((ref, i) => {
          const name = dimensionName(ref);
          const type = dimensions.find((one) => one.name === name)?.type;
          return (
            <OrderItem
              key={name}
              order={order}
              name={name}
              label={label(name)}
              place={{ at: i, of: pivot.length }}
              arrows={pivot.length > 1 ? "always" : "hover"}
              className="text-12"
              end={
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t("pivot.remove", { column: label(name) })}
                  title={t("pivot.remove", { column: label(name) })}
                  onClick={() => onChange((now) => takeOffAcross(now, name))}
                >
                  <X aria-hidden />
                </Button>
              }
            >
              <span className="min-w-0 flex-1 truncate font-medium">{label(name)}</span>
              {type === "date" || type === "time" ? (
                <select
                  aria-label={t("pivot.grainOf", { column: label(name) })}
                  value={grainOf(ref)}
                  onChange={(event) => {
                    const grain = GRAINS.find((one) => one === event.target.value);
                    if (grain) onChange((now) => putAcross(now, name, grain));
                  }}
                  className={cn(fieldClasses, "h-6 w-20 px-1 text-12 pointer-coarse:h-11")}
                >
                  {[...new Set<Grain>([...GRAINS, grainOf(ref)])].map((grain) => (
                    <option key={grain} value={grain}>
                      {t(`pivot.grains.${grain}`)}
                    </option>
                  ))}
                </select>
              ) : null}
            </OrderItem>
          );
        })}
      </ol>
      <div className="mt-1 flex flex-col gap-1 px-1 text-12">
        <label className="flex items-center justify-between gap-2">
          <span className="text-ink-2">{t("pivot.sort")}</span>
          <select
            value={sorts.some(({ value }) => value === sorted) ? sorted : ""}
            onChange={(event) => {
              const { value } = event.target;
              const column = value.replace(/^-/, "");
              onChange((now) =>
                changePivot(now, { sort: [{ column, direction: value.startsWith("-") ? "desc" : "asc" }] }),
              );
            }}
            className={field}
          >
            {sorts.some(({ value }) => value === sorted) ? null : (
              <option value="">{t("pivot.ownSort")}</option>
            )}
            {sorts.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label className="flex items-center justify-between gap-2">
          <span className="text-ink-2">{t("pivot.limit")}</span>
          <select
            value={limit}
            onChange={(event) => onChange((now) => changePivot(now, { limit: Number(event.target.value) }))}
            className={field}
          >
            {[...new Set([...COLUMN_STEPS, limit])]
              .sort((a, b) => a - b)
              .map((step) => (
                <option key={step} value={step}>
                  {step}
                </option>
              ))}
          </select>
        </label>
        <span className="flex h-7 items-center gap-2 pointer-coarse:h-11">
          <Checkbox
            id={`${id}totals`}
            checked={config.pivot?.rowTotals !== false}
            onCheckedChange={(checked) =>
              onChange((now) => changePivot(now, { rowTotals: checked === true }))
            }
          />
          <label htmlFor={`${id}totals`}>{t("pivot.rowTotals")}</label>
        </span>
      </div>
    </section>
  );
}
