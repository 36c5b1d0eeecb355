"use client";

import { useTranslations } from "next-intl";
import { DraftInput } from "@/components/table/format/draft-input";
import { FormatField, FormatSelect } from "@/components/table/format/format-field";
import { Segmented } from "@/components/ui/segmented";
import type { FormatColumn } from "@/lib/table/format-choices";
import { conditionValues, FormatCondition, type FormatRule, type Operand } from "@/lib/table/format-rule";

const NUMBER = /^-?\d+(\.\d+)?$/;
const plain = (text: string) => text.replaceAll(",", "").replace("−", "-").trim();
/** A number; digits beyond a double stay text, which compares exactly. */
const toNumber = (text: string): number | string => {
  const clean = plain(text);
  return String(Number(clean)) === clean || clean.replace(/\D/g, "").length <= 15 ? Number(clean) : clean;
};

/** The rule under another condition, with values it can take. */
export function withCondition(rule: FormatRule, condition: FormatCondition, numeric: boolean): FormatRule {
  const { value: before, ...rest } = rule;
  const first = Array.isArray(before) ? before[0] : before;
  const start: Operand = first ?? (numeric ? 0 : "");
  switch (conditionValues(condition)) {
    case "none":
      return { ...rest, condition };
    case "two":
      return { ...rest, condition, value: Array.isArray(before) ? before : [start, numeric ? 100 : ""] };
    case "count":
      return {
        ...rest,
        condition,
        value: typeof first === "number" && first >= 1 ? Math.min(1000, Math.round(first)) : 10,
      };
    case "one":
      return { ...rest, condition, value: start };
  }
}

export interface ConditionFieldsProps {
  rule: FormatRule;
  column: FormatColumn;
  columns: readonly FormatColumn[];
  onChange: (rule: FormatRule) => void;
}

/** When a rule fits: condition, and what it compares with. */
export function ConditionFields({ rule, column, columns, onChange }: ConditionFieldsProps) {
  const t = useTranslations("table.format");
  const condition = rule.condition ?? "lt";
  const kind = conditionValues(condition);
  const values = Array.isArray(rule.value) ? rule.value : [rule.value];
  const others = columns.filter(({ name }) => name !== column.name);
  const put = (i: number, operand: Operand) => {
    const value: FormatRule["value"] =
      kind === "two" ? [i === 0 ? operand : (values[0] ?? 0), i === 1 ? operand : (values[1] ?? 0)] : operand;
    onChange({ ...rule, value });
  };
  const operand = (i: number) => {
    const value = values[i];
    const label = kind === "count" ? t("countOf") : t(i === 0 ? "value" : "valueTo");
    const byColumn = typeof value === "object";
    return (
      <div key={i} className="flex w-full min-w-0 items-center gap-2">
        {byColumn ? (
          <FormatSelect
            label={label}
            value={value.column}
            options={columns.map(({ name, label: text }) => ({ value: name, label: text }))}
            onChange={(name) => put(i, { column: name })}
          />
        ) : (
          <DraftInput
            aria-label={label}
            className="flex-1"
            inputMode={column.numeric ? "decimal" : undefined}
            value={value === undefined ? "" : String(value)}
            read={(text) =>
              kind === "count"
                ? /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1000
                : !column.numeric || condition === "contains" || NUMBER.test(plain(text))
            }
            onCommit={(text) => put(i, column.numeric && condition !== "contains" ? toNumber(text) : text)}
          />
        )}
        {byColumn || kind === "count" || !column.unit ? null : (
          <span className="text-11 text-ink-2">{column.unit}</span>
        )}
        {kind === "count" || others.length === 0 ? null : (
          <Segmented
            label={`${t("compareWith")} ${i + 1}`}
            value={byColumn ? "column" : "constant"}
            options={[
              { value: "constant", label: t("constant") },
              { value: "column", label: t("otherColumn") },
            ]}
            onValueChange={(mode) =>
              put(i, mode === "column" ? { column: others[0]?.name ?? column.name } : column.numeric ? 0 : "")
            }
          />
        )}
      </div>
    );
  };
  return (
    <FormatField label={t("condition")}>
      <FormatSelect
        label={t("condition")}
        value={condition}
        options={FormatCondition.options
          .filter((one) => column.numeric || !["top_n", "bottom_n", "above_average"].includes(one))
          .map((one) => ({ value: one, label: t(`conditions.${one}`) }))}
        onChange={(next) => onChange(withCondition(rule, next, column.numeric))}
      />
      {kind === "none" ? null : kind === "two" ? [operand(0), operand(1)] : operand(0)}
    </FormatField>
  );
}
