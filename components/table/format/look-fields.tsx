"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { FormatField, FormatSelect } from "@/components/table/format/format-field";
import { toCss } from "@/components/table/format-css";
import { FORMAT_ICONS } from "@/components/table/use-draw-formats";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { type CellStyle, FormatIcon, type FormatRule, FormatTone } from "@/lib/table/format-rule";
import { cellContrast } from "@/lib/table/tone-colors";

const SAMPLES = { negative: "−9", positive: "53", warning: "12", accent: "31" } as const;
const READABLE = 4.5;
/** What own colours begin with: those of the first design. */
const OWN: CellStyle = { backgroundColor: "#fee2e2", color: "#b91c1c" };
const HEX = /^#[0-9a-f]{6}$/i;

/** A colour chosen in the browser's own picker, which speaks `#rrggbb` alone. */
export function ColorField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (color: string) => void;
}) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-1.5">
      <input
        id={id}
        type="color"
        value={value && HEX.test(value) ? value : "#ffffff"}
        onChange={(event) => onChange(event.target.value)}
        className="h-6 w-8 cursor-pointer rounded-1 border border-line-ctl bg-surface p-0.5 pointer-coarse:h-11 pointer-coarse:w-11"
      />
      <label htmlFor={id} className="text-12">
        {label}
      </label>
    </span>
  );
}

/** How what fits is drawn: tone or own colours, weight, icon, cell or row. */
export function LookFields({ rule, onChange }: { rule: FormatRule; onChange: (rule: FormatRule) => void }) {
  const t = useTranslations("table.format");
  const id = useId();
  const style = rule.style ?? {};
  const own = style.tone === undefined && (style.backgroundColor !== undefined || style.color !== undefined);
  const { light, dark } = cellContrast(style);
  const write = (value: number) => (Math.floor(value * 10) / 10).toFixed(1);
  const setStyle = (next: CellStyle) => onChange({ ...rule, style: next });
  const bold = style.fontWeight ? { fontWeight: style.fontWeight } : {};
  return (
    <>
      <FormatField label={t("look")}>
        {FormatTone.options.map((tone) => (
          <button
            key={tone}
            type="button"
            aria-pressed={style.tone === tone}
            onClick={() => setStyle({ ...bold, tone })}
            style={toCss({ tone })}
            className={cn(
              "h-7 min-w-8 rounded-2 px-1.5 text-12 pointer-coarse:h-11 pointer-coarse:min-w-11",
              style.tone === tone && "outline-2 outline-accent outline-offset-1",
            )}
          >
            <span aria-hidden>{SAMPLES[tone]}</span>
            <span className="sr-only">{t(`tones.${tone}`)}</span>
          </button>
        ))}
        <button
          type="button"
          aria-pressed={own}
          onClick={() => setStyle({ ...bold, ...OWN })}
          className={cn(
            "h-7 rounded-2 border border-line-2 px-1.5 text-12 hover:bg-hover pointer-coarse:h-11",
            own && "outline-2 outline-accent outline-offset-1",
          )}
        >
          {t("tones.custom")}
        </button>
        {own ? (
          <span className="flex w-full flex-wrap gap-3">
            <ColorField
              label={t("ground")}
              value={style.backgroundColor}
              onChange={(backgroundColor) => setStyle({ ...style, backgroundColor })}
            />
            <ColorField
              label={t("ink")}
              value={style.color}
              onChange={(color) => setStyle({ ...style, color })}
            />
          </span>
        ) : null}
        <p className={cn("w-full text-11", Math.min(light, dark) < READABLE ? "text-warn" : "text-ink-2")}>
          {t(Math.min(light, dark) < READABLE ? "contrastLow" : "contrast", {
            light: write(light),
            dark: write(dark),
          })}
        </p>
      </FormatField>
      <FormatField label={t("icon")}>
        <FormatSelect<FormatIcon | "none">
          label={t("icon")}
          value={rule.icon ?? "none"}
          options={[
            { value: "none", label: t("noIcon") },
            ...FormatIcon.options.map((icon) => {
              const Icon = FORMAT_ICONS[icon];
              return {
                value: icon,
                label: (
                  <span className="inline-flex items-center gap-1.5">
                    <Icon aria-hidden className="size-3.5" />
                    {t(`icons.${icon}`)}
                  </span>
                ),
              };
            }),
          ]}
          onChange={(icon) => {
            const { icon: _icon, ...rest } = rule;
            onChange(icon === "none" ? { ...rest, style } : { ...rest, icon });
          }}
        />
        <span className="inline-flex items-center gap-1.5">
          <Checkbox
            id={`${id}bold`}
            checked={style.fontWeight === "bold"}
            onCheckedChange={(checked) => {
              const { fontWeight: _weight, ...rest } = style;
              setStyle(checked === true ? { ...rest, fontWeight: "bold" } : rest);
            }}
          />
          <label htmlFor={`${id}bold`} className="text-12">
            {t("bold")}
          </label>
        </span>
      </FormatField>
      <FormatField label={t("scope")}>
        <Segmented
          label={t("scope")}
          value={rule.scope ?? "cell"}
          options={(["cell", "row"] as const).map((scope) => ({ value: scope, label: t(`scopes.${scope}`) }))}
          onValueChange={(scope) => {
            const { scope: _scope, ...rest } = rule;
            onChange(scope === "row" ? { ...rest, scope } : rest);
          }}
        />
      </FormatField>
    </>
  );
}
