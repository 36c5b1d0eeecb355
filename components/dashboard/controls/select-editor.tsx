"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useRef, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SearchInput } from "@/components/ui/search-input";
import type { ControlInfo } from "@/lib/dashboards/control-info";
import type { SelectField } from "@/lib/dashboards/controls/field";
import { type FieldWords, valueText } from "@/lib/dashboards/field-text";
import { formatNumber } from "@/lib/format/format-number";
import type { QueryInput } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { useQuery } from "@/lib/query/use-query";
import { valuesQuery } from "@/lib/table/values-query";

/** Values offered at once; typing finds the others. */
const OFFERED = 200;

type Value = SelectField["values"][number];
type Counted = { value: Value; count: Cell | undefined };

export interface SelectEditorProps {
  field: SelectField;
  info: ControlInfo;
  words: FieldWords;
  /** Whose rows hold the values that are offered. */
  base: QueryInput;
  multiple: boolean;
  required: boolean;
  /** What is ticked so far. */
  chosen: readonly Value[];
  onChosen: (chosen: readonly Value[]) => void;
  /** Applies and closes. */
  onFinish: (values: readonly Value[]) => void;
}

const readRows = (rows: readonly (readonly Cell[])[] | undefined): Counted[] =>
  (rows ?? []).map(([value, count]) => ({
    value: value === null || value === undefined ? null : String(value),
    count,
  }));

/** The values of one dimension that occur under the other controls, with search and counts; what is chosen stays in sight. */
export function SelectEditor({
  field,
  info,
  words,
  base,
  multiple,
  required,
  chosen,
  onChosen,
  onFinish,
}: SelectEditorProps) {
  const t = useTranslations("dashboard");
  const [search, setSearch] = useState("");
  const looked = useDeferredValue(search.trim());
  const { dimension, values } = field;
  const { label, counter } = info;
  const { data, loading, error, refetch } = useQuery({
    ...valuesQuery(base, dimension, counter, looked),
    limit: OFFERED,
  });
  useSignInAgain(error);
  const found = readRows(data?.rows);
  const absent = values.filter((value) => !found.some((one) => one.value === value));
  // A list that was cut may lack values that occur all the same.
  const cut = data?.meta.truncated === true;
  const rest = useQuery(
    cut && absent.length > 0
      ? {
          ...valuesQuery(base, dimension, counter, ""),
          filters: [...(base.filters ?? []), { name: dimension, op: "in", values: absent }],
          limit: values.length,
        }
      : null,
  );
  const others = readRows(rest.data?.rows);
  const settled = data !== null && (!cut || rest.data !== null);
  const offered = looked
    ? found
    : [
        ...absent.map((value) => others.find((one) => one.value === value) ?? { value, count: undefined }),
        ...found,
      ];
  const isGone = ({ value }: Counted) =>
    settled && absent.includes(value) && !others.some((one) => one.value === value);

  const root = useRef<HTMLDivElement>(null);
  // It comes after the popover has opened: the focus waits for it there.
  useEffect(() => root.current?.querySelector<HTMLElement>("input, [role=radio], button")?.focus(), []);

  const notes = (
    <>
      {error ? (
        <p className="flex items-center justify-between gap-2 px-1 py-2 text-12 text-neg">
          {error.id === null ? t("unreachable") : error.message}
          <Button size="sm" onClick={refetch}>
            {t("retry")}
          </Button>
        </p>
      ) : null}
      {!loading && !error && offered.length === 0 ? (
        <p className="px-1 py-2 text-12 text-ink-2">{t("select.none")}</p>
      ) : null}
      {cut ? (
        <p className="px-1 py-1 text-11 text-ink-3">
          {t(counter ? "select.most" : "select.first", { count: OFFERED })}
        </p>
      ) : null}
    </>
  );
  const face = (one: Counted) => (
    <>
      <span className="min-w-0 flex-1 truncate">{valueText(one.value, words)}</span>
      <Count count={one.count} gone={isGone(one)} />
    </>
  );

  return (
    <div ref={root} className="flex min-h-0 flex-col gap-2">
      {info.type === undefined || info.type === "string" ? (
        <SearchInput value={search} onValueChange={setSearch} label={t("select.search", { label })} />
      ) : null}
      <div className="-mx-1 max-h-64 min-h-24 overflow-y-auto px-1">
        {multiple ? (
          <ul aria-label={label} aria-busy={loading}>
            {offered.map((one) => (
              <li key={JSON.stringify(one.value)}>
                {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside */}
                <label className="flex min-h-7 items-center gap-2 rounded-tag px-1 text-12 hover:bg-hover pointer-coarse:min-h-11">
                  <Checkbox
                    checked={chosen.includes(one.value)}
                    onCheckedChange={(on) =>
                      onChosen(
                        on === true ? [...chosen, one.value] : chosen.filter((other) => other !== one.value),
                      )
                    }
                  />
                  {face(one)}
                </label>
              </li>
            ))}
          </ul>
        ) : (
          <RadioList
            label={label}
            busy={loading}
            checked={values.length === 0 ? "all" : JSON.stringify(values[0])}
            options={[
              ...(required || looked ? [] : [{ key: "all", face: words.all, choose: () => onFinish([]) }]),
              ...offered.map((one) => ({
                key: JSON.stringify(one.value),
                face: face(one),
                choose: () => onFinish([one.value]),
              })),
            ]}
          />
        )}
        {notes}
      </div>
      {multiple ? (
        <div className="flex items-center justify-between border-line border-t pt-2">
          {required ? (
            <p className="text-11 text-ink-2">{chosen.length === 0 ? t("select.needed") : ""}</p>
          ) : (
            <Button
              variant="ghost"
              size="sm"
              disabled={chosen.length === 0 && values.length === 0}
              onClick={() => onFinish([])}
            >
              {t("select.clear")}
            </Button>
          )}
          <Button
            variant="primary"
            size="sm"
            disabled={required && chosen.length === 0}
            onClick={() => onFinish(chosen)}
          >
            {t("select.apply")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** How many source rows have a value, or that none has it now. */
function Count({ count, gone }: { count: Cell | undefined; gone: boolean }) {
  const t = useTranslations("dashboard");
  const locale = useViewerLocale();
  if (gone) return <span className="shrink-0 text-11 text-ink-2"> {t("select.noRows")}</span>;
  if (typeof count !== "number" && typeof count !== "string") return null;
  return (
    <span className="shrink-0 text-11 text-ink-2 tabular-nums">
      <span className="sr-only">, </span>
      {formatNumber(count, undefined, locale)}
      <span className="sr-only"> {t("select.rows")}</span>
    </span>
  );
}

interface RadioListProps {
  label: string;
  busy: boolean;
  /** The key of the option in force. */
  checked: string;
  options: readonly { key: string; face: ReactNode; choose: () => void }[];
}

/** One of several. Arrows only walk, as choosing closes the list: Enter, the space bar or the pointer choose. */
function RadioList({ label, busy, checked, options }: RadioListProps) {
  const held = options.some(({ key }) => key === checked) ? checked : options[0]?.key;
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const radios = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
    const at = radios.findIndex((radio) => radio.matches(":focus"));
    const next = event.key === "Home" ? 0 : event.key === "End" ? -1 : (at + (by ?? 0)) % radios.length;
    radios.at(next)?.focus();
  };
  return (
    <div role="radiogroup" aria-label={label} aria-busy={busy} onKeyDown={walk}>
      {options.map(({ key, face, choose }) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio chooses what the arrows come to
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === checked}
          tabIndex={key === held ? 0 : -1}
          onClick={choose}
          className="group flex min-h-7 w-full items-center gap-2 rounded-tag px-1 text-left text-12 hover:bg-hover pointer-coarse:min-h-11"
        >
          <span
            aria-hidden
            className="size-3.5 shrink-0 rounded-full border border-line-ctl bg-surface group-aria-checked:border-[4.5px] group-aria-checked:border-accent"
          />
          {face}
        </button>
      ))}
    </div>
  );
}
