"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FieldIcon, FieldMenu, fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { moveName, OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

export interface FieldListProps {
  title: string;
  info: DatasetInfo;
  of: "dimensions" | "measures";
  names: readonly string[];
  least?: number;
  most: number;
  only?: (name: string) => boolean;
  /** How it is called here. */
  labelOf?: (name: string) => string;
  /** Beside a field: a unit of time, a goal. */
  children?: (name: string) => ReactNode;
  onNames: (names: string[]) => void;
}

/** Fields in their order: dragging or arrows move one, a cross takes it away, the list at the plus adds one. */
export function FieldList({
  title,
  info,
  of,
  names,
  least = 0,
  most,
  only = () => true,
  labelOf = (name) => fieldLabel(info, name),
  children,
  onNames,
}: FieldListProps) {
  const t = useTranslations("editor.panels.fields");
  const order = useListOrder((name, to) => onNames(moveName(names, name, to)));
  const full = names.length >= most;
  return (
    <PanelSection
      title={title}
      action={
        <FieldMenu
          info={info}
          label={t("add", { list: title })}
          of={of}
          only={(name) => !names.includes(name) && only(name)}
          onPick={(name) => name !== undefined && onNames([...names, name])}
        >
          <Button
            variant="ghost"
            size="icon-sm"
            disabled={full}
            aria-label={t("add", { list: title })}
            title={full ? t("full", { most }) : t("add", { list: title })}
          >
            <Plus aria-hidden />
          </Button>
        </FieldMenu>
      }
      hint={names.length === 0 ? t("empty") : undefined}
    >
      {names.length > 0 ? (
        <ol aria-label={title} className="rounded-2 border border-line">
          {names.map((name, i) => (
            <OrderItem
              key={name}
              order={order}
              name={name}
              label={labelOf(name)}
              place={names.length > 1 ? { at: i, of: names.length } : null}
              className="h-auto min-h-8 gap-1.5 border-line text-12 [&:not(:first-child)]:border-t"
              end={
                <Button
                  variant="ghost"
                  size="icon-sm"
                  disabled={names.length <= least}
                  aria-label={t("remove", { field: labelOf(name) })}
                  title={t("remove", { field: labelOf(name) })}
                  onClick={() => onNames(names.filter((one) => one !== name))}
                >
                  <X aria-hidden />
                </Button>
              }
            >
              <FieldIcon info={info} name={name} />
              <span className="min-w-0 flex-1 truncate">{labelOf(name)}</span>
              {children?.(name)}
            </OrderItem>
          ))}
        </ol>
      ) : null}
    </PanelSection>
  );
}
