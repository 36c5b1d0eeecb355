"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { ControlButton } from "@/components/dashboard/control-button";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { SearchInput } from "@/components/ui/search-input";
import { useQuery } from "@/lib/query/use-query";

const Checkbox = componentOnDemand(() => import("@/components/ui/checkbox").then((part) => part.Checkbox));

/** Values offered at once; typing finds the others. */
const OFFERED = 200;

export interface SelectControlProps {
  label: string;
  dataset: string;
  dimension: string;
  /** None: everything. */
  values: readonly string[];
  onChange: (values: string[]) => void;
  className?: string;
}

/** Several values of one dimension, with search. Applied when it closes, so that ticking five asks once. */
export function SelectControl({
  label,
  dataset,
  dimension,
  values,
  onChange,
  className,
}: SelectControlProps) {
  const t = useTranslations("dashboard");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>(values);
  const [search, setSearch] = useState("");
  const looked = useDeferredValue(search.trim());
  const { data, loading, error, refetch } = useQuery(
    open
      ? {
          dataset,
          dimensions: [dimension],
          measures: [],
          filters: looked ? [{ name: dimension, op: "contains", values: [looked] }] : [],
          limit: OFFERED,
        }
      : null,
  );
  useSignInAgain(error);
  const found = (data?.rows ?? []).flatMap(([value]) => (typeof value === "string" ? [value] : []));
  const offered = looked ? found : [...values.filter((value) => !found.includes(value)), ...found];
  const text =
    values.length === 0
      ? t("select.all")
      : values.length <= 2
        ? values.join(", ")
        : t("select.some", { first: values[0] ?? "", count: values.length - 1 });

  const finish = (next: readonly string[]) => {
    setOpen(false);
    setSearch("");
    const same = next.length === values.length && next.every((value) => values.includes(value));
    if (!same) onChange([...next]);
  };

  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        if (!next) return finish(chosen);
        setChosen(values);
        setOpen(true);
      }}
    >
      <PopoverTrigger asChild>
        <ControlButton name={label} className={className}>
          {text}
        </ControlButton>
      </PopoverTrigger>
      <PopoverContent
        needs={[Checkbox.part]}
        aria-label={label}
        // Escape gives up what was ticked; anything else that closes applies it.
        onEscapeKeyDown={(event) => {
          event.preventDefault();
          finish(values);
        }}
        className="flex w-64 flex-col gap-2 p-2"
      >
        <SearchInput value={search} onValueChange={setSearch} label={t("select.search", { label })} />
        <ul aria-label={label} aria-busy={loading} className="-mx-1 max-h-64 min-h-24 overflow-y-auto px-1">
          {offered.map((value) => (
            <li key={value}>
              {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside */}
              <label className="flex min-h-7 items-center gap-2 rounded-tag px-1 text-12 hover:bg-hover pointer-coarse:min-h-11">
                <Checkbox
                  checked={chosen.includes(value)}
                  onCheckedChange={(on) =>
                    setChosen(on === true ? [...chosen, value] : chosen.filter((other) => other !== value))
                  }
                />
                <span className="truncate">{value}</span>
              </label>
            </li>
          ))}
          {error ? (
            <li className="flex items-center justify-between gap-2 px-1 py-2 text-12 text-neg">
              {error.id === null ? t("unreachable") : error.message}
              <Button size="sm" onClick={refetch}>
                {t("retry")}
              </Button>
            </li>
          ) : null}
          {!loading && !error && offered.length === 0 ? (
            <li className="px-1 py-2 text-12 text-ink-2">{t("select.none")}</li>
          ) : null}
        </ul>
        <div className="flex items-center justify-between border-line border-t pt-2">
          <Button
            variant="ghost"
            size="sm"
            disabled={chosen.length === 0 && values.length === 0}
            onClick={() => finish([])}
          >
            {t("select.clear")}
          </Button>
          <Button variant="primary" size="sm" onClick={() => finish(chosen)}>
            {t("select.apply")}
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}
