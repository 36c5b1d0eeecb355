"use client";

import { ArrowDown, ArrowUp, Layers, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { groupBy } from "@/lib/table/change-structure";
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

/** The table's groups and dimensions: one click groups, shows or hides; arrows put groups in order. Applies at once. */
export function StructurePanel({ dimensions, tree, config, search, onChange }: StructurePanelProps) {
  const t = useTranslations("table");
  const id = useId();
  const label = (name: string) => dimensions.find((one) => one.name === name)?.label ?? name;
  const groups = config.groups ?? [];
  // The last group may be what the rows are: then no other dimension is left for them.
  const own = (tree.levels[tree.rows] ?? []).map(dimensionName).filter((name) => !groups.includes(name));
  const regroup = (update: (groups: readonly string[]) => readonly string[]) =>
    onChange((now) => groupBy(update(now.groups ?? [])));
  const move = (name: string, by: number) =>
    regroup((now) => {
      const rest = now.filter((other) => other !== name);
      rest.splice(Math.max(0, now.indexOf(name) + by), 0, name);
      return rest;
    });
  const icon = (text: string, run: () => void, shown: React.ReactNode, disabled = false) => (
    <Button variant="ghost" size="icon-sm" aria-label={text} title={text} disabled={disabled} onClick={run}>
      {shown}
    </Button>
  );
  const isShown = (name: string) => own.includes(name) || groups.includes(name);
  const found = dimensions.filter((one) =>
    `${one.label} ${one.name}`.normalize("NFC").toLowerCase().includes(search.normalize("NFC").toLowerCase()),
  );
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
              <li
                key={name}
                className="flex h-7 items-center gap-2 rounded-tag pr-1 pl-1 text-12 hover:bg-hover pointer-coarse:h-11"
              >
                <span className="w-4 shrink-0 text-center text-11 text-ink-3">{i + 1}</span>
                <span className="min-w-0 flex-1 truncate font-medium">{label(name)}</span>
                {icon(
                  t("moveUp", { column: label(name) }),
                  () => move(name, -1),
                  <ArrowUp aria-hidden />,
                  i === 0,
                )}
                {icon(
                  t("moveDown", { column: label(name) }),
                  () => move(name, 1),
                  <ArrowDown aria-hidden />,
                  i === groups.length - 1,
                )}
                {icon(
                  t("ungroup", { column: label(name) }),
                  () => regroup((now) => now.filter((other) => other !== name)),
                  <X aria-hidden />,
                )}
              </li>
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
              <li
                key={name}
                className="flex h-7 items-center gap-2 rounded-tag pr-1 pl-1 hover:bg-hover pointer-coarse:h-11"
              >
                <Checkbox
                  id={`${id}${name}`}
                  checked={isShown(name)}
                  // A table keeps one dimension: without any there would be one line, the total.
                  disabled={
                    groups.includes(name) || (own.length === 1 && own[0] === name && groups.length === 0)
                  }
                  onCheckedChange={(checked) =>
                    onChange({
                      dimensions: checked === true ? [...own, name] : own.filter((other) => other !== name),
                      expanded: {},
                    })
                  }
                />
                <label htmlFor={`${id}${name}`} className="min-w-0 flex-1 truncate text-12">
                  {text}
                </label>
                <Button
                  variant={groups.includes(name) ? "active" : "ghost"}
                  size="icon-sm"
                  aria-pressed={groups.includes(name)}
                  aria-label={t("groupBy", { column: text })}
                  title={t("groupBy", { column: text })}
                  onClick={() =>
                    regroup((now) =>
                      now.includes(name) ? now.filter((other) => other !== name) : [...now, name],
                    )
                  }
                >
                  <Layers aria-hidden />
                </Button>
              </li>
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
