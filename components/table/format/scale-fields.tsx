"use client";

import { useTranslations } from "next-intl";
import { DraftInput } from "@/components/table/format/draft-input";
import { FormatField, FormatSelect } from "@/components/table/format/format-field";
import { ColorField } from "@/components/table/format/look-fields";
import { Segmented } from "@/components/ui/segmented";
import type { DataBar, FormatRule, ScalePoint } from "@/lib/table/format-rule";
import { FormatTone } from "@/lib/table/format-rule";

export const NEW_SCALE: ScalePoint[] = [
  { at: "min", color: "#ffffff" },
  { at: "max", color: "#7aa7d9" },
];
const MIDDLE: ScalePoint = { at: { percentile: 50 }, color: "#ffffff" };
const isNumber = (text: string) => text.trim() !== "" && Number.isFinite(Number(text));
type Place = "min" | "max" | "value" | "percentile";
const placeOf = ({ at }: ScalePoint): Place =>
  typeof at === "object" ? "percentile" : typeof at === "number" ? "value" : at;

interface FieldsProps {
  rule: FormatRule;
  onChange: (rule: FormatRule) => void;
}

/** A scale's points: where each stands and its colour. */
export function ScaleFields({ rule, onChange }: FieldsProps) {
  const t = useTranslations("table.format");
  const points = rule.scale?.points ?? NEW_SCALE;
  const put = (next: ScalePoint[]) => onChange({ ...rule, scale: { points: next } });
  const putAt = (i: number, point: ScalePoint) => put(points.map((other, at) => (at === i ? point : other)));
  const toPlace = (place: Place): ScalePoint["at"] =>
    place === "value" ? 0 : place === "percentile" ? { percentile: 50 } : place;
  return (
    <FormatField label={t("points")}>
      <Segmented
        label={t("points")}
        value={points.length === 3 ? "3" : "2"}
        options={[
          { value: "2", label: "2" },
          { value: "3", label: "3" },
        ]}
        onValueChange={(count) => {
          const [first, last] = [points[0], points.at(-1)];
          if (first && last) put(count === "3" ? [first, MIDDLE, last] : [first, last]);
        }}
      />
      {points.map((point, i) => {
        const n = i + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
          <div key={i} className="flex w-full flex-wrap items-center gap-2">
            <FormatSelect
              label={t("pointAt", { n })}
              value={placeOf(point)}
              options={(["min", "max", "value", "percentile"] as const).map((place) => ({
                value: place,
                label: t(`at.${place}`),
              }))}
              onChange={(place) => putAt(i, { ...point, at: toPlace(place) })}
            />
            {typeof point.at === "string" ? null : (
              <DraftInput
                aria-label={t("pointValue", { n })}
                className="w-16 flex-none"
                inputMode="decimal"
                value={String(typeof point.at === "object" ? point.at.percentile : point.at)}
                read={(text) =>
                  isNumber(text) &&
                  (typeof point.at !== "object" || (Number(text) >= 0 && Number(text) <= 100))
                }
                onCommit={(text) =>
                  putAt(i, {
                    ...point,
                    at: typeof point.at === "object" ? { percentile: Number(text) } : Number(text),
                  })
                }
              />
            )}
            <ColorField
              label={t("pointColor", { n })}
              value={point.color}
              onChange={(color) => putAt(i, { ...point, color })}
            />
          </div>
        );
      })}
    </FormatField>
  );
}

/** A bar's tone and the ends of its lane. */
export function BarFields({ rule, onChange }: FieldsProps) {
  const t = useTranslations("table.format");
  const bar = rule.bar ?? {};
  const end = (side: "min" | "max", label: string) => (
    <span className="flex min-w-0 flex-1 items-center gap-1.5 text-12">
      <span aria-hidden className="shrink-0">
        {label}
      </span>
      <DraftInput
        aria-label={label}
        inputMode="decimal"
        placeholder={t("automatic")}
        value={bar[side] === undefined ? "" : String(bar[side])}
        read={(text) => text.trim() === "" || isNumber(text)}
        onCommit={(text) => {
          const { [side]: _end, ...rest } = bar;
          onChange({ ...rule, bar: text.trim() === "" ? rest : { ...rest, [side]: Number(text) } });
        }}
      />
    </span>
  );
  return (
    <FormatField label={t("look")}>
      <FormatSelect<FormatTone | "custom">
        label={t("look")}
        value={bar.color ? "custom" : (bar.tone ?? "accent")}
        options={[...FormatTone.options, "custom" as const].map((tone) => ({
          value: tone,
          label: t(`tones.${tone}`),
        }))}
        onChange={(tone) => {
          const { tone: _tone, color: _color, ...rest } = bar;
          const next: DataBar = tone === "custom" ? { ...rest, color: "#7aa7d9" } : { ...rest, tone };
          onChange({ ...rule, bar: next });
        }}
      />
      {bar.color ? (
        <ColorField
          label={t("ground")}
          value={bar.color}
          onChange={(color) => onChange({ ...rule, bar: { ...bar, color } })}
        />
      ) : null}
      <div className="flex w-full gap-2">
        {end("min", t("barFrom"))}
        {end("max", t("barTo"))}
      </div>
    </FormatField>
  );
}
