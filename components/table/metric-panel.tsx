"use client";

import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
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
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
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

  const move = (name: string, to: number) =>
    onChange((before) => {
      const rest = before.filter((other) => other !== name);
      rest.splice(Math.max(0, to), 0, name);
      return rest;
    });
  const drop = (event: DragEvent, onto: string) => {
    event.preventDefault();
    if (dragged && dragged !== onto) move(dragged, shown.indexOf(onto));
    setDragged(null);
    setOver(null);
  };

  const row = (metric: MetricChoice, place: number | null) => (
    <li
      key={metric.name}
      draggable={place !== null && search === ""}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        setDragged(metric.name);
      }}
      onDragOver={(event) => {
        if (!dragged || place === null) return;
        event.preventDefault();
        setOver(metric.name);
      }}
      onDragEnd={() => {
        setDragged(null);
        setOver(null);
      }}
      onDrop={(event) => drop(event, metric.name)}
      className={cn(
        "group/row flex h-7 items-center gap-2 rounded-tag pr-1 pl-1 hover:bg-hover pointer-coarse:h-11",
        dragged === metric.name && "opacity-50",
        over === metric.name && dragged !== metric.name && "shadow-[inset_0_2px_0_var(--accent)]",
      )}
    >
      <GripVertical
        aria-hidden
        className={cn("size-3.5 shrink-0 text-ink-3", place === null ? "invisible" : "cursor-grab")}
      />
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
      {place !== null && search === "" ? (
        <span className="flex opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("moveUp", { column: metric.label })}
            disabled={place === 0}
            onClick={() => move(metric.name, place - 1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("moveDown", { column: metric.label })}
            disabled={place === shown.length - 1}
            onClick={() => move(metric.name, place + 1)}
          >
            <ArrowDown aria-hidden />
          </Button>
        </span>
      ) : null}
      <span className="w-6 shrink-0 pr-1 text-right text-11 text-ink-3">{metric.unit}</span>
    </li>
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
