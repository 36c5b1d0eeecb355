"use client";

import { Columns3, Layers, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { moveName, OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { groupBy, putAcross, takeOffAcross } from "@/lib/table/change-structure";
import { dimensionName, type KnownColumn } from "@/lib/table/known-columns";
import type { TableConfig } from "@/lib/table/table-config";
import { openLevels, type TableTree } from "@/lib/table/table-tree";

export interface StructurePanelProps {
  /** Every dimension of the dataset, the widget's own first. */
  dimensions: readonly KnownColumn[];
  tree: TableTree;
  config: TableConfig;
  /** What is searched for: only dimensions that match are listed. */
  search: string;
  onChange: (fields: TableConfig | ((now: TableConfig) => TableConfig)) => void;
}

const PLACES = ["above", "below", "none"] as const;

/** The table's groups and dimensions: one click groups, shows, hides or puts across; dragging or arrows put in order. Applies at once. */
export function StructurePanel({ dimensions, tree, config, search, onChange }: StructurePanelProps) {
  const t = useTranslations("table");
  const id = useId();
  const label = (name: string) => dimensions.find((one) => one.name === name)?.label ?? name;
  const across = (tree.pivot ?? []).map(dimensionName);
  const groups = (config.groups ?? []).filter((name) => !across.includes(name));
  const rowNames = tree.levels
    .slice(0, tree.rows + 1)
    .flat()
    .map(dimensionName);
  // The last group may be what the rows are: then no other dimension is left for them.
  const own = (tree.levels[tree.rows] ?? []).map(dimensionName).filter((name) => !groups.includes(name));
  const regroup = (update: (groups: readonly string[]) => readonly string[]) =>
    onChange((now) => groupBy(update(now.groups ?? [])));
  const groupOrder = useListOrder((name, to) => regroup((now) => moveName(now, name, to)));
  const dimensionOrder = useListOrder((name, to) =>
    onChange({ dimensions: moveName(own, name, to), expanded: {} }),
  );
  const isTime = (name: string) =>
    dimensions.some((one) => one.name === name && (one.type === "date" || one.type === "time"));
  const toggle = (text: string, shown: React.ReactNode, on: boolean, run: () => void, disabled = false) => (
    <Button
      variant={on ? "active" : "ghost"}
      size="icon-sm"
      aria-pressed={on}
      aria-label={text}
      title={text}
      disabled={disabled}
      onClick={run}
    >
      {shown}
    </Button>
  );
  const isShown = (name: string) => own.includes(name) || groups.includes(name);
  // Those of the rows in their order, then the others.
  const place = (name: string) => (own.includes(name) ? own.indexOf(name) : own.length);
  const found = dimensions
    .filter((one) =>
      `${one.label} ${one.name}`
        .normalize("NFC")
        .toLowerCase()
        .includes(search.normalize("NFC").toLowerCase()),
    )
    .sort((a, b) => place(a.name) - place(b.name));
  const levels = groups.filter((_, i) => i < tree.rows);
  return (
    <>
      {groups.length > 0 && search === "" ? (
        <section aria-labelledby={`${id}groups`} className="mb-2 border-line border-b pb-2">
          <h3 id={`${id}groups`} className="px-1 py-1 text-11 text-ink-3">
            {t("groups")}
          </h3>
          <ol aria-label={t("groups")}>
            {groups.map((name, i) => (
              <OrderItem
                key={name}
                order={groupOrder}
                name={name}
                label={label(name)}
                place={{ at: i, of: groups.length }}
                arrows="always"
                className="text-12"
                end={
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={t("ungroup", { column: label(name) })}
                    title={t("ungroup", { column: label(name) })}
                    onClick={() => regroup((now) => now.filter((other) => other !== name))}
                  >
                    <X aria-hidden />
                  </Button>
                }
              >
                <span className="w-4 shrink-0 text-center text-11 text-ink-3">{i + 1}</span>
                <span className="min-w-0 flex-1 truncate font-medium">{label(name)}</span>
              </OrderItem>
            ))}
          </ol>
          {tree.rows > 0 ? (
            <div className="mt-1 flex flex-col gap-1 px-1 text-12">
              <label className="flex items-center justify-between gap-2">
                <span className="text-ink-2">{t("openTo")}</span>
                <select
                  value={openLevels(tree, config.expanded)}
                  onChange={(event) => {
                    const levels = Number(event.target.value);
                    onChange({
                      expanded: levels === 0 ? {} : { levels: levels === tree.rows ? "all" : levels },
                    });
                  }}
                  className={cn(fieldClasses, "h-7 w-44 text-12 pointer-coarse:h-11")}
                >
                  <option value={0}>{t("collapseAll")}</option>
                  {levels.map((name, i) => (
                    <option key={name} value={i + 1}>
                      {i + 1 === tree.rows ? t("expandAll") : t("expandLevel", { column: label(name) })}
                    </option>
                  ))}
                </select>
              </label>
              <label className="flex items-center justify-between gap-2">
                <span className="text-ink-2">{t("subtotals")}</span>
                <select
                  value={config.subtotals ?? "above"}
                  onChange={(event) => {
                    const place = PLACES.find((one) => one === event.target.value);
                    if (place) onChange({ subtotals: place });
                  }}
                  className={cn(fieldClasses, "h-7 w-44 text-12 pointer-coarse:h-11")}
                >
                  {PLACES.map((place) => (
                    <option key={place} value={place}>
                      {t(`subtotalPlaces.${place}`)}
                    </option>
                  ))}
                </select>
              </label>
              {config.subtotals !== "none" && levels.length > 1
                ? levels.map((name) => (
                    <span key={name} className="flex h-7 items-center gap-2 pl-4 pointer-coarse:h-11">
                      <Checkbox
                        id={`${id}level${name}`}
                        checked={config.subtotalLevels?.includes(name) ?? true}
                        onCheckedChange={(checked) =>
                          onChange(({ subtotalLevels = levels }) => ({
                            subtotalLevels: levels.filter((one) =>
                              one === name ? checked === true : subtotalLevels.includes(one),
                            ),
                          }))
                        }
                      />
                      <label htmlFor={`${id}level${name}`}>{t("subtotalsOf", { column: label(name) })}</label>
                    </span>
                  ))
                : null}
            </div>
          ) : null}
        </section>
      ) : null}
      {found.length > 0 ? (
        <section aria-labelledby={`${id}dimensions`} className="mb-2 border-line border-b pb-2">
          <h3 id={`${id}dimensions`} className="px-1 py-1 text-11 text-ink-3">
            {t("dimensions")}
          </h3>
          <ul aria-label={t("dimensions")}>
            {found.map(({ name, label: text }) => (
              <OrderItem
                key={name}
                order={dimensionOrder}
                name={name}
                label={text}
                place={
                  own.length > 1 && own.includes(name) && search === ""
                    ? { at: own.indexOf(name), of: own.length }
                    : null
                }
                end={
                  <>
                    {toggle(
                      t("groupBy", { column: text }),
                      <Layers aria-hidden />,
                      groups.includes(name),
                      () =>
                        regroup((now) =>
                          now.includes(name) ? now.filter((other) => other !== name) : [...now, name],
                        ),
                      across.includes(name),
                    )}
                    {toggle(
                      t("pivot.put", { column: text }),
                      <Columns3 aria-hidden />,
                      across.includes(name),
                      () =>
                        onChange((now) =>
                          across.includes(name)
                            ? takeOffAcross(now, name)
                            : putAcross(now, name, isTime(name) ? "month" : undefined),
                        ),
                      rowNames.length === 1 && rowNames[0] === name,
                    )}
                  </>
                }
              >
                <Checkbox
                  id={`${id}${name}`}
                  checked={isShown(name)}
                  // A table keeps one dimension: without any there would be one line, the total.
                  disabled={
                    groups.includes(name) || (own.length === 1 && own[0] === name && groups.length === 0)
                  }
                  onCheckedChange={(checked) =>
                    onChange((now) => ({
                      ...(across.includes(name) ? takeOffAcross(now, name) : {}),
                      dimensions: checked === true ? [...own, name] : own.filter((other) => other !== name),
                      expanded: {},
                    }))
                  }
                />
                <label htmlFor={`${id}${name}`} className="min-w-0 flex-1 truncate text-12">
                  {text}
                </label>
              </OrderItem>
            ))}
          </ul>
          <span className="mt-1 flex h-7 items-center gap-2 pl-1 text-12 pointer-coarse:h-11">
            <Checkbox
              id={`${id}total`}
              checked={config.grandTotal !== false}
              onCheckedChange={(checked) => onChange({ grandTotal: checked === true })}
            />
            <label htmlFor={`${id}total`}>{t("total")}</label>
          </span>
        </section>
      ) : null}
    </>
  );
}
