"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import type { TablePanel } from "@/components/dashboard/editor/panel/use-table-panel";
import { ColumnLook } from "@/components/table/column-look";
import { OrderItem, useListOrder } from "@/components/table/order-item";
import { cn } from "@/components/ui/cn";
import { changeTable } from "@/lib/editor/change-table";
import { moveColumn } from "@/lib/table/change-structure";
import { comparisonColumn } from "@/lib/table/comparison-column";

const PARTS = ["previous", "delta", "change"] as const;
const SIDES = ["none", "left", "right"] as const;

/** The columns in their order, and of the one at hand how it is called, written, drawn and where it stays. */
export function TableColumns({
  id,
  table,
  partOf,
}: {
  id: string;
  table: TablePanel;
  partOf: (part: string) => string;
}) {
  const t = useTranslations("editor.panels.table");
  const { config, shown, ordered, edits, labelOf, columnOf } = table;
  const change = useChange();
  const [looked, look] = useState<string | null>(null);
  const name = looked !== null && shown.includes(looked) ? looked : shown[0];
  const order = useListOrder((moved, to) => {
    const onto = ordered[to];
    if (onto !== undefined) table.change((now) => moveColumn(now, ordered, table.columns, moved, onto));
  });
  if (name === undefined) return null;
  const column = columnOf(name);
  const side = config.frozenColumns?.includes(name)
    ? "left"
    : config.frozenRight?.includes(name)
      ? "right"
      : "none";
  const known = table.measures.find((one) => one.name === name);
  const isHidden = config.hidden?.includes(name) ?? false;
  return (
    <>
      <PanelSection title={t("order")}>
        <ol aria-label={t("order")} className="rounded-2 border border-line">
          {shown.map((one, i) => (
            <OrderItem
              key={one}
              order={order}
              name={one}
              label={labelOf(one)}
              place={ordered.length > 1 && i < ordered.length ? { at: i, of: ordered.length } : null}
              className="gap-1.5 border-line text-12 [&:not(:first-child)]:border-t"
            >
              <button
                type="button"
                aria-pressed={one === name}
                onClick={() => look(one)}
                className={cn(
                  "min-w-0 flex-1 truncate rounded-tag px-1 text-left",
                  one === name && "bg-accent-soft font-medium text-accent",
                  config.hidden?.includes(one) && "text-ink-3 line-through",
                )}
              >
                {columnOf(one).label}
              </button>
            </OrderItem>
          ))}
        </ol>
      </PanelSection>
      <PanelSection title={t("columnOf", { column: labelOf(name) })}>
        <ColumnLook
          key={name}
          name={name}
          column={column}
          config={config}
          currency={known?.format?.currency}
          measures={table.measures}
          hasTime
          onChange={table.change}
        />
        <div className="flex gap-2">
          <PanelNumber
            label={t("width")}
            optional
            placeholder={t("auto")}
            whole={{ least: 24, most: 2000 }}
            value={config.columnWidths?.[name]}
            onNumber={(width) =>
              change(
                "table",
                (spec) =>
                  changeTable(spec, id, (now) => {
                    const { [name]: _, ...rest } = now.columnWidths ?? {};
                    return { columnWidths: width === undefined ? rest : { ...rest, [name]: width } };
                  }),
                `${id} width ${name}`,
              )
            }
          />
          <PanelSelect
            label={t("frozen")}
            value={side}
            options={SIDES.map((one) => ({ value: one, label: t(`sides.${one}`) }))}
            onValue={(one) => edits.freeze(name, one === "none" ? false : one)}
          />
        </div>
        <SwitchRow
          label={t("hide")}
          checked={isHidden}
          onChange={(on) =>
            table.change(({ hidden = [] }) => {
              const rest = hidden.filter((one) => one !== name);
              return { hidden: on ? [...rest, name] : rest };
            })
          }
        />
        {known
          ? PARTS.map((part) => {
              const compared = `${name}__${part}`;
              return (
                <SwitchRow
                  key={part}
                  label={t("compared", { part: partOf(part) })}
                  checked={table.metrics.includes(compared)}
                  onChange={(on) =>
                    edits.setMetrics((before) => {
                      const rest = before.filter((one) => one !== compared);
                      if (!on) return rest;
                      const at = rest.findLastIndex(
                        (one) => one === name || comparisonColumn(one)?.measure === name,
                      );
                      return [...rest.slice(0, at + 1), compared, ...rest.slice(at + 1)];
                    })
                  }
                />
              );
            })
          : null}
      </PanelSection>
    </>
  );
}
