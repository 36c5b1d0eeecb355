"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { LookSelect, LookText } from "@/components/table/look-field";
import { Checkbox } from "@/components/ui/checkbox";
import { checkDisplay } from "@/lib/table/check-config";
import type { ColumnDisplay } from "@/lib/table/column-display";
import type { DrawnColumn } from "@/lib/table/columns";
import { FULL, suitableDisplays } from "@/lib/table/suitable-displays";

export interface DisplayFieldsProps {
  column: DrawnColumn;
  /** What a progress may be held against. */
  measures: readonly { name: string; label: string }[];
  /** The table has dates for a course to run over. */
  hasTime: boolean;
  onDisplay: (display: ColumnDisplay | undefined) => void;
}

const TARGETS = ["full", "value", "column"] as const;

/** How a column's values are drawn, and what that needs to know. Only what suits its type is offered. */
export function DisplayFields({ column, measures, hasTime, onDisplay }: DisplayFieldsProps) {
  const t = useTranslations("table.display");
  const id = useId();
  const { display } = column;
  const kinds = suitableDisplays(column).filter((kind) => kind !== "sparkline" || hasTime);
  if (kinds.length === 0) return null;
  const others = measures.filter(({ name }) => name !== column.name);
  return (
    <>
      <LookSelect
        label={t("title")}
        value={display?.kind ?? "plain"}
        options={(["plain", ...kinds] as const).map((kind) => [kind, t(`kinds.${kind}`)] as const)}
        onChoose={(kind) => onDisplay(kind === "plain" ? undefined : checkDisplay(kind))}
      />
      {display?.kind === "link" || display?.kind === "image" ? (
        <LookText
          label={t("to")}
          value={display.to ?? ""}
          placeholder={`https://…/{${column.name}}`}
          maxLength={2000}
          problem={(to) => (to === "" || checkDisplay(display.kind, { to }) ? null : t("badAddress"))}
          onSet={(to) => onDisplay({ kind: display.kind, ...(to === "" ? {} : { to }) })}
        />
      ) : null}
      {display?.kind === "progress" ? (
        <>
          <LookSelect
            label={t("target")}
            value={display.of !== undefined ? "column" : display.target !== undefined ? "value" : "full"}
            options={TARGETS.filter((one) => one !== "column" || others.length > 0).map(
              (one) => [one, t(`targets.${one}`)] as const,
            )}
            onChoose={(target) =>
              onDisplay({
                kind: "progress",
                ...(target === "value" ? { target: FULL } : {}),
                ...(target === "column" && others[0] ? { of: others[0].name } : {}),
              })
            }
          />
          {display.of !== undefined ? (
            <LookSelect
              label={t("targetColumn")}
              value={display.of}
              options={others.map(({ name, label }) => [name, label] as const)}
              onChoose={(of) => onDisplay({ kind: "progress", of })}
            />
          ) : display.target !== undefined ? (
            <LookText
              label={t("targetValue")}
              value={String(display.target)}
              maxLength={20}
              problem={(text) => (Number(text) > 0 && Number.isFinite(Number(text)) ? null : t("badTarget"))}
              onSet={(text) => onDisplay({ kind: "progress", target: Number(text) })}
            />
          ) : null}
        </>
      ) : null}
      {display?.kind === "sparkline" ? (
        <span className="flex h-7 items-center gap-2 pointer-coarse:h-11">
          <Checkbox
            id={`${id}number`}
            checked={display.number !== false}
            onCheckedChange={(checked) =>
              onDisplay({ kind: "sparkline", ...(checked === true ? {} : { number: false }) })
            }
          />
          <label htmlFor={`${id}number`}>{t("number")}</label>
        </span>
      ) : null}
    </>
  );
}
