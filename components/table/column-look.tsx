"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { DisplayFields } from "@/components/table/display-fields";
import { LookSelect, LookText } from "@/components/table/look-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { ColumnDisplay } from "@/lib/table/column-display";
import type { DrawnColumn } from "@/lib/table/columns";
import type { ColumnFormat, TableConfig } from "@/lib/table/table-config";

export interface ColumnLookProps {
  name: string;
  /** As it is drawn now. */
  column: DrawnColumn;
  config: TableConfig;
  /** The one its dataset names: not a reader's to choose, since no number is converted. */
  currency: string | undefined;
  measures: readonly { name: string; label: string }[];
  hasTime: boolean;
  onChange: (fields: TableConfig | ((now: TableConfig) => TableConfig)) => void;
}

const STYLES = ["number", "currency", "percent"] as const;
const UNITS = ["none", "korean", "compact"] as const;
const CURRENCIES = ["KRW", "USD", "EUR", "JPY", "CNY", "GBP"] as const;
const PATTERNS = ["full", "short", "weekday"] as const;
const ALIGNS = ["start", "center", "end"] as const;

/** How one column is called and written in this table. Applies at once. */
export function ColumnLook({ name, column, config, currency, measures, hasTime, onChange }: ColumnLookProps) {
  const t = useTranslations("table");
  const id = useId();
  const setFormat = (fields: ColumnFormat) =>
    onChange((now) => ({ formats: { ...now.formats, [name]: { ...now.formats?.[name], ...fields } } }));
  const rename = (text: string) =>
    onChange((now) => {
      const { [name]: _old, ...labels } = now.labels ?? {};
      return { labels: text.trim() === "" ? labels : { ...labels, [name]: text.trim() } };
    });
  const drop = (...fields: (keyof ColumnFormat)[]) =>
    onChange((now) => {
      const kept = Object.entries(now.formats?.[name] ?? {}).filter(
        ([field]) => !fields.some((one) => one === field),
      );
      const { [name]: _old, ...rest } = now.formats ?? {};
      return { formats: kept.length > 0 ? { ...rest, [name]: Object.fromEntries(kept) } : rest };
    });
  const setDisplay = (display: ColumnDisplay | undefined) =>
    onChange((now) => {
      const { [name]: _old, ...rest } = now.displays ?? {};
      return { displays: display ? { ...rest, [name]: display } : rest };
    });
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
          <LookSelect
            label={t("look.style")}
            value={style}
            options={STYLES.map((one) => [one, t(`look.styles.${one}`)] as const)}
            onChoose={(value) => setFormat({ style: value })}
          />
          {style === "currency" && currency === undefined ? (
            <LookSelect
              label={t("look.currency")}
              value={CURRENCIES.find((one) => one === format?.currency) ?? "KRW"}
              options={CURRENCIES.map((one) => [one, one] as const)}
              onChoose={(value) => setFormat({ currency: value })}
            />
          ) : null}
          <LookSelect
            label={t("look.units")}
            value={format?.units ?? "none"}
            options={UNITS.map((one) => [one, t(`look.unitNames.${one}`)] as const)}
            onChoose={(units) => setFormat({ units })}
          />
          <LookSelect
            label={t("look.decimals")}
            value={format?.decimals === undefined ? "auto" : String(format.decimals)}
            options={[
              ["auto", t("look.auto")] as const,
              ...["0", "1", "2", "3", "4"].map((one) => [one, one] as const),
            ]}
            onChoose={(value) =>
              value === "auto" ? drop("decimals") : setFormat({ decimals: Number(value) })
            }
          />
          {(["prefix", "suffix"] as const).map((one) => (
            <LookText
              key={one}
              label={t(`look.${one}`)}
              value={config.formats?.[name]?.[one] ?? ""}
              maxLength={20}
              onSet={(text) => (text === "" ? drop(one) : setFormat({ [one]: text }))}
            />
          ))}
        </>
      ) : null}
      {isDate ? (
        <LookSelect
          label={t("look.pattern")}
          value={PATTERNS.find((one) => one === column.pattern) ?? "full"}
          options={PATTERNS.map((one) => [one, t(`look.patterns.${one}`)] as const)}
          onChoose={(pattern) => setFormat({ pattern })}
        />
      ) : null}
      <DisplayFields column={column} measures={measures} hasTime={hasTime} onDisplay={setDisplay} />
      <LookSelect
        label={t("look.align")}
        value={config.align?.[name] ?? (column.type === "number" ? "end" : "start")}
        options={ALIGNS.map((one) => [one, t(`look.aligns.${one}`)] as const)}
        onChoose={(value) => onChange((now) => ({ align: { ...now.align, [name]: value } }))}
      />
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
