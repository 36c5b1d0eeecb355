import "server-only";
import type { ControlInfo } from "@/lib/dashboards/control-info";
import type { ControlNotice, ControlState } from "@/lib/dashboards/control-state";
import { type FieldWords, fieldTexts, isFilled } from "@/lib/dashboards/field-text";
import type { Words } from "@/lib/i18n/words";

const fieldWords = (t: Words): FieldWords => ({
  all: t("dashboard.select.all"),
  empty: t("dashboard.select.empty"),
  blank: t("dashboard.select.blank"),
  on: t("dashboard.toggle.on"),
  off: t("dashboard.toggle.off"),
  atLeast: (from) => t("dashboard.numbers.atLeast", { from }),
  atMost: (to) => t("dashboard.numbers.atMost", { to }),
});

export interface ControlTexts {
  /** Every control with what it says, for paper. */
  all: { label: string; values: string[] }[];
  /** What narrows the numbers or chooses them, beside a title: `Channel: naver, coupang`. */
  set: string[];
}

/** What the controls say, in words. */
export function describeControls(
  { fields }: ControlState,
  infos: Record<string, ControlInfo>,
  t: Words,
): ControlTexts {
  const words = fieldWords(t);
  const all = fields.map((field) => ({
    field,
    label: infos[field.name]?.label ?? field.name,
    values: fieldTexts(field, infos[field.name], words),
  }));
  return {
    all: all.map(({ label, values }) => ({ label, values })),
    set: all
      .filter(({ field }) => isFilled(field) || field.type === "switch")
      .map(({ field, label, values }) =>
        field.type === "toggle" ? label : `${label}: ${values.join(", ")}`,
      ),
  };
}

/** What the address said in vain, by the names people know. */
export const describeNotices = (
  notices: readonly ControlNotice[],
  infos: Record<string, ControlInfo>,
  t: Words,
): string[] =>
  notices.map(({ key, param, value }) => {
    const name = param.startsWith("f.") ? param.slice(2) : param;
    const control = Object.hasOwn(infos, name)
      ? (infos[name]?.label ?? name)
      : param === "compare"
        ? t("dashboard.compare.label")
        : t("dashboard.range.label");
    return t(`dashboards.notices.${key}`, { param, value, control });
  });
