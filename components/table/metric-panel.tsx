"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { moveName, OrderItem, useListOrder } from "@/components/table/order-item";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";

export interface MetricChoice {
  name: string;
  label: string;
  /** 원, %, 건. */
  unit: string;
}

export interface MetricPanelProps {
  /** Every measure of the dataset. */
  metrics: readonly MetricChoice[];
  /** Those shown, in order. */
  shown: readonly string[];
  onChange: (update: (shown: readonly string[]) => string[]) => void;
  /** Above the metrics: what else matches the search. */
  above?: (search: string) => ReactNode;
  /** Back to what is saved; undefined when nothing differs. */
  onReset?: (() => void) | undefined;
}

const matches = (text: string, search: string) =>
  text.normalize("NFC").toLowerCase().includes(search.normalize("NFC").toLowerCase());

/** All measures: one click shows or hides, drag or arrows put in order. Applies at once. */
export function MetricPanel({ metrics, shown, onChange, above, onReset }: MetricPanelProps) {
  const t = useTranslations("table");
  const id = useId();
  const [search, setSearch] = useState("");
  const listOrder = useListOrder((name, to) => onChange((before) => moveName(before, name, to)));
  // A metric ticked off moves to the other list, as another element: the keyboard's focus goes with it.
  const ticked = useRef<string | null>(null);
  const order = shown.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the lists have changed
  useLayoutEffect(() => {
    if (ticked.current && document.activeElement === document.body)
      document.getElementById(ticked.current)?.focus();
    ticked.current = null;
  }, [order]);
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const on = shown.flatMap((name) => byName.get(name) ?? []);
  const off = metrics.filter(({ name }) => !shown.includes(name));
  const found = (list: readonly MetricChoice[]) =>
    list.filter(({ label, name }) => matches(`${label} ${name}`, search.trim()));

  const row = (metric: MetricChoice, place: number | null) => (
    <OrderItem
      key={metric.name}
      order={listOrder}
      name={metric.name}
      label={metric.label}
      place={place !== null && search === "" ? { at: place, of: shown.length } : null}
      end={<span className="w-6 shrink-0 pr-1 text-right text-11 text-ink-3">{metric.unit}</span>}
    >
      <Checkbox
        id={`${id}${metric.name}`}
        checked={place !== null}
        onCheckedChange={(checked) => {
          ticked.current = id + metric.name;
          onChange((before) => {
            const rest = before.filter((name) => name !== metric.name);
            return checked === true ? [...rest, metric.name] : rest;
          });
        }}
      />
      <label htmlFor={`${id}${metric.name}`} className="min-w-0 flex-1 truncate text-12">
        {metric.label}
      </label>
    </OrderItem>
  );

  const shownFound = found(on);
  const hiddenFound = found(off);
  return (
    <div className="flex min-h-0 flex-col gap-2 p-3">
      <div className="flex items-center gap-2">
        <Input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t("searchColumns")}
          aria-label={t("searchColumns")}
        />
        {onReset ? (
          <Button variant="ghost" onClick={onReset}>
            {t("resetMetrics")}
          </Button>
        ) : null}
      </div>
      <div className="min-h-0 overflow-y-auto">
        {above?.(search.trim())}
        <p className="px-1 py-1 text-11 text-ink-3">
          {t("shownMetrics", { count: on.length, all: metrics.length })}
        </p>
        <ul aria-label={t("shown")}>{shownFound.map((metric) => row(metric, shown.indexOf(metric.name)))}</ul>
        {hiddenFound.length > 0 ? (
          <>
            <p className="mt-2 px-1 py-1 text-11 text-ink-3">{t("hiddenMetrics", { count: off.length })}</p>
            <ul aria-label={t("hidden")}>{hiddenFound.map((metric) => row(metric, null))}</ul>
          </>
        ) : null}
        {shownFound.length + hiddenFound.length === 0 ? (
          <p className="px-1 py-2 text-12 text-ink-2">{t("noMetrics", { search })}</p>
        ) : null}
      </div>
    </div>
  );
}
