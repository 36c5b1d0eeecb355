"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { fieldClasses, Input } from "@/components/ui/input";
import type { DrawnColumn } from "@/lib/table/columns";
import type { ColumnFormat, TableConfig } from "@/lib/table/table-config";

export interface ColumnLookProps {
  name: string;
  /** As it is drawn now. */
  column: DrawnColumn;
  config: TableConfig;
  onChange: (fields: TableConfig | ((now: TableConfig) => TableConfig)) => void;
}

const STYLES = ["number", "currency", "percent"] as const;
const UNITS = ["none", "korean", "compact"] as const;
const PATTERNS = ["full", "short", "weekday"] as const;
const ALIGNS = ["start", "center", "end"] as const;

/** How one column is called and written in this table. Applies at once. */
export function ColumnLook({ name, column, config, onChange }: ColumnLookProps) {
  const t = useTranslations("table");
  const id = useId();
  const setFormat = (fields: ColumnFormat) =>
    onChange((now) => ({ formats: { ...now.formats, [name]: { ...now.formats?.[name], ...fields } } }));
  const rename = (text: string) =>
    onChange((now) => {
      const { [name]: _old, ...labels } = now.labels ?? {};
      return { labels: text.trim() === "" ? labels : { ...labels, [name]: text.trim() } };
    });
  const select = <T extends string>(
    key: string,
    label: string,
    value: T,
    options: readonly (readonly [T, string])[],
    set: (value: T) => void,
  ) => (
    <label className="flex items-center justify-between gap-2" htmlFor={id + key}>
      <span className="text-ink-2">{label}</span>
      <select
        id={id + key}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen) set(chosen[0]);
        }}
        className={cn(fieldClasses, "h-7 w-36 text-12 pointer-coarse:h-11")}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const { format } = column;
  const style = STYLES.find((one) => one === format?.style) ?? "number";
  const isDate = column.type === "date" || column.type === "time";
  return (
    <div className="flex flex-col gap-1.5 text-12">
      <label className="flex items-center justify-between gap-2" htmlFor={`${id}name`}>
        <span className="text-ink-2">{t("look.name")}</span>
        <Input
          id={`${id}name`}
          key={config.labels?.[name] ?? ""}
          defaultValue={config.labels?.[name] ?? ""}
          placeholder={column.label}
          maxLength={120}
          className="h-7 w-36 text-12"
          onBlur={(event) => {
            if (event.target.value.trim() !== (config.labels?.[name] ?? "")) rename(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) rename(event.currentTarget.value);
          }}
        />
      </label>
      {column.type === "number" ? (
        <>
          {select(
            "style",
            t("look.style"),
            style,
            STYLES.map((one) => [one, t(`look.styles.${one}`)] as const),
            (value) => setFormat({ style: value }),
          )}
          {select(
            "units",
            t("look.units"),
            format?.units ?? "none",
            UNITS.map((one) => [one, t(`look.unitNames.${one}`)] as const),
            (units) => setFormat({ units }),
          )}
          {select(
            "decimals",
            t("look.decimals"),
            format?.decimals === undefined ? "auto" : String(format.decimals),
            [
              ["auto", t("look.auto")] as const,
              ...["0", "1", "2", "3", "4"].map((one) => [one, one] as const),
            ],
            (value) =>
              value === "auto"
                ? onChange((now) => {
                    const { decimals: _old, ...rest } = now.formats?.[name] ?? {};
                    return { formats: { ...now.formats, [name]: rest } };
                  })
                : setFormat({ decimals: Number(value) }),
          )}
        </>
      ) : null}
      {isDate
        ? select(
            "pattern",
            t("look.pattern"),
            PATTERNS.find((one) => one === column.pattern) ?? "full",
            PATTERNS.map((one) => [one, t(`look.patterns.${one}`)] as const),
            (pattern) => setFormat({ pattern }),
          )
        : null}
      {select(
        "align",
        t("look.align"),
        config.align?.[name] ?? (column.type === "number" ? "end" : "start"),
        ALIGNS.map((one) => [one, t(`look.aligns.${one}`)] as const),
        (value) => onChange((now) => ({ align: { ...now.align, [name]: value } })),
      )}
      <span className="flex h-7 items-center gap-2 pointer-coarse:h-11">
        <Checkbox
          id={`${id}wrap`}
          checked={config.wrap?.includes(name) ?? false}
          onCheckedChange={(checked) =>
            onChange((now) => {
              const rest = (now.wrap ?? []).filter((one) => one !== name);
              return { wrap: checked === true ? [...rest, name] : rest };
            })
          }
        />
        <label htmlFor={`${id}wrap`}>{t("look.wrap")}</label>
      </span>
    </div>
  );
}
