"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import {
  FilterButtons,
  FilterFault,
  FilterField,
  type FilterFormProps,
  FilterMode,
} from "@/components/table/filter-form";
import type { Filter, FilterOp, Scalar } from "@/lib/query/query";
import { columnUnit } from "@/lib/table/columns";
import { compareDecimals, readDecimal } from "@/lib/table/exact-decimal";
import { readNumber } from "@/lib/table/read-number";

const MODES = ["range", "eq", "ne", "is_null", "is_not_null"] as const;
type Mode = (typeof MODES)[number];
/** What a range of both ends included can't say stays what it is until it is changed: > 0 must not become ≥ 0. */
const OTHER: readonly (FilterOp | undefined)[] = ["gt", "lt", "in", "nin"];

function startOf(filter: Filter | undefined): { mode: Mode; from: string; to: string } {
  const [first = "", second = ""] = (filter?.values ?? []).map((value) => String(value ?? ""));
  switch (filter?.op) {
    case "between":
      return { mode: "range", from: first, to: second };
    case "gte":
    case "gt":
      return { mode: "range", from: first, to: "" };
    case "lte":
    case "lt":
      return { mode: "range", from: "", to: first };
    case "eq":
    case "ne":
      return { mode: filter.op, from: first, to: "" };
    case "is_null":
    case "is_not_null":
      return { mode: filter.op, from: "", to: "" };
    default:
      return { mode: "range", from: "", to: "" };
  }
}

const isGreater = (a: Scalar, b: Scalar): boolean => {
  const [x, y] = [readDecimal(a), readDecimal(b)];
  return x !== null && y !== null && compareDecimals(x, y) > 0;
};

/** Numbers: from – to, each optional, one number or none. In the column's unit, also as 1.5억 or 2.5M. */
export function FilterRange({ column, filter, onApply }: FilterFormProps) {
  const t = useTranslations("table");
  const locale = useViewerLocale();
  const id = useId();
  const [start] = useState(() => startOf(filter));
  const [mode, setMode] = useState(start.mode);
  const [from, setFrom] = useState(start.from);
  const [to, setTo] = useState(start.to);
  const [tried, setTried] = useState(false);
  const unit = columnUnit(column, locale);
  const [low, high] = [from, to].map((text) => (text.trim() === "" ? undefined : readNumber(text)));
  const isRange = mode === "range";
  const isEmpty = mode === "is_null" || mode === "is_not_null";
  const label = (side: "from" | "to") =>
    isRange ? t(side === "from" ? "atLeast" : "atMost") : t("filterValue");
  const faultOf = (side: "from" | "to"): string | undefined => {
    const [text, value] = side === "from" ? [from, low] : [to, high];
    if (value === null) return t("fault.number", { field: label(side), text: text.trim() });
    if (!isRange && value === undefined) return t("fault.empty", { field: label(side) });
    if (
      side === "to" &&
      low !== undefined &&
      high !== undefined &&
      low !== null &&
      isGreater(low, high ?? null)
    )
      return t("fault.order", { from: from.trim(), to: to.trim() });
    return undefined;
  };
  const faults = { from: isEmpty ? undefined : faultOf("from"), to: isRange ? faultOf("to") : undefined };

  const apply = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { name } = column;
    if (faults.from || faults.to) return;
    if (isEmpty) return onApply({ name, op: mode, values: [] });
    if (!isRange) return onApply({ name, op: mode, values: [low ?? null] });
    if (filter && OTHER.includes(filter.op) && from === start.from && to === start.to) return onApply(filter);
    if (low !== undefined && high !== undefined) return onApply({ name, op: "between", values: [low, high] });
    if (low !== undefined) return onApply({ name, op: "gte", values: [low] });
    return onApply(high === undefined ? undefined : { name, op: "lte", values: [high] });
  };
  const field = (side: "from" | "to") => (
    <FilterField
      label={label(side)}
      unit={unit}
      inputMode="text"
      value={side === "from" ? from : to}
      error={tried ? faults[side] : undefined}
      faultId={`${id}${side}`}
      onChange={(event) => (side === "from" ? setFrom : setTo)(event.target.value)}
    />
  );
  return (
    <form onSubmit={apply} className="flex flex-col gap-2" noValidate>
      <FilterMode
        value={mode}
        options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
        onChange={setMode}
      />
      {isEmpty ? null : (
        <div className="flex items-start gap-2">
          {field("from")}
          {isRange ? field("to") : null}
        </div>
      )}
      {tried && faults.from ? <FilterFault id={`${id}from`}>{faults.from}</FilterFault> : null}
      {tried && faults.to ? <FilterFault id={`${id}to`}>{faults.to}</FilterFault> : null}
      {isEmpty ? null : <p className="text-11 text-ink-3">{t("numberHint")}</p>}
      <FilterButtons active={filter !== undefined} onClear={() => onApply(undefined)} />
    </form>
  );
}
