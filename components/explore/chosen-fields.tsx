"use client";

import { Columns3, Rows3, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { moveName, OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import type { Grain } from "@/lib/query/query";

const GRAINS = ["day", "week", "month", "quarter", "year"] as const;

export interface ChosenListProps {
  title: string;
  names: readonly string[];
  labelOf: (name: string) => string;
  onOrder: (names: string[]) => void;
  onRemove: (name: string) => void;
  /** Between a name and its buttons. */
  children?: (name: string) => ReactNode;
}

/** Chosen fields in their order: dragging or arrows move one, a cross takes it away. */
export function ChosenList({ title, names, labelOf, onOrder, onRemove, children }: ChosenListProps) {
  const t = useTranslations("explore");
  const order = useListOrder((name, to) => onOrder(moveName(names, name, to)));
  if (names.length === 0) return null;
  return (
    <section className="mb-1">
      <h3 className="px-1 py-1 text-11 text-ink-3">{title}</h3>
      <ol aria-label={title}>
        {names.map((name, i) => (
          <OrderItem
            key={name}
            order={order}
            name={name}
            label={labelOf(name)}
            place={names.length > 1 ? { at: i, of: names.length } : null}
            className="gap-1 text-12"
            end={
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("remove", { field: labelOf(name) })}
                title={t("remove", { field: labelOf(name) })}
                onClick={() => onRemove(name)}
              >
                <X aria-hidden />
              </Button>
            }
          >
            <span className="min-w-0 flex-1 truncate font-medium">{labelOf(name)}</span>
            {children?.(name)}
          </OrderItem>
        ))}
      </ol>
    </section>
  );
}

export interface GrainSelectProps {
  label: string;
  grain: Grain;
  /** Whether its values have hours. */
  hours: boolean;
  onGrain: (grain: Grain) => void;
}

/** The unit a dimension of time is put together by. */
export function GrainSelect({ label, grain, hours, onGrain }: GrainSelectProps) {
  const t = useTranslations("table.pivot");
  const choices = [...new Set<Grain>([...(hours ? (["hour"] as const) : []), ...GRAINS, grain])];
  return (
    <select
      aria-label={t("grainOf", { column: label })}
      value={grain}
      onChange={(event) => {
        const chosen = choices.find((one) => one === event.target.value);
        if (chosen) onGrain(chosen);
      }}
      className={cn(fieldClasses, "h-6 w-16 shrink-0 px-1 text-12 pointer-coarse:h-11")}
    >
      {choices.map((one) => (
        <option key={one} value={one}>
          {t(`grains.${one}`)}
        </option>
      ))}
    </select>
  );
}

/** Puts a chosen dimension across, or back into the rows. */
export function TurnButton({
  label,
  across,
  onTurn,
}: {
  label: string;
  across: boolean;
  onTurn: () => void;
}) {
  const t = useTranslations("explore");
  const text = t(across ? "toRows" : "toColumns", { field: label });
  return (
    <Button variant="ghost" size="icon-sm" aria-label={text} title={text} onClick={onTurn}>
      {across ? <Rows3 aria-hidden /> : <Columns3 aria-hidden />}
    </Button>
  );
}
