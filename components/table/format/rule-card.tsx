"use client";

import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { ConditionFields } from "@/components/table/format/condition-fields";
import { FormatField, FormatSelect } from "@/components/table/format/format-field";
import { LookFields } from "@/components/table/format/look-fields";
import { BarFields, NEW_SCALE, ScaleFields } from "@/components/table/format/scale-fields";
import { barFill, toCss } from "@/components/table/format-css";
import { FORMAT_ICONS } from "@/components/table/use-draw-formats";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import type { FormatColumn } from "@/lib/table/format-choices";
import { type FormatRule, type Operand, RowKind } from "@/lib/table/format-rule";

export interface RuleCardProps {
  rule: FormatRule;
  column: FormatColumn;
  columns: readonly FormatColumn[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (rule: FormatRule) => void;
  onColumn: (column: string) => void;
  onRemove: () => void;
  /** Undefined at the end of its column. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

type Kind = "condition" | "scale" | "bar";
const kindOf = (rule: FormatRule): Kind => (rule.scale ? "scale" : rule.bar ? "bar" : "condition");

/** The rule turned into another kind, keeping what both have. */
function withKind({ on, enabled }: FormatRule, kind: Kind): FormatRule {
  const kept = { ...(on ? { on } : {}), ...(enabled === undefined ? {} : { enabled }) };
  if (kind === "scale") return { ...kept, scale: { points: NEW_SCALE } };
  if (kind === "bar") return { ...kept, bar: { tone: "accent" } };
  return { ...kept, condition: "lt", value: 0, style: { tone: "negative" } };
}

/** What a rule says in a line: `ROI < 0`, `ROI ≥ target`. */
export function useRuleText(
  columns: readonly FormatColumn[],
): (rule: FormatRule, column: FormatColumn) => string {
  const t = useTranslations("table.format");
  const write = (operand: Operand | undefined) =>
    typeof operand === "object"
      ? (columns.find(({ name }) => name === operand.column)?.label ?? operand.column)
      : String(operand ?? "").replace(/^-/, "−");
  return (rule, { label: column }) => {
    const [value, to] = (Array.isArray(rule.value) ? rule.value : [rule.value]).map(write);
    return t(
      `summary.${rule.condition ?? (kindOf(rule as FormatRule & { condition: undefined }) as "scale" | "bar")}`,
      {
        column,
        value: value ?? "",
        to: to ?? "",
      },
    );
  };
}

/** One rule: its look and meaning in a line; opened, everything about it. Applies at once. */
export function RuleCard(props: RuleCardProps) {
  const { rule, column, columns, open, onOpen, onChange } = props;
  const t = useTranslations("table.format");
  const id = useId();
  const text = useRuleText(columns)(rule, column);
  const kind = kindOf(rule);
  const on = rule.on ?? ["data"];
  const Icon = rule.icon && FORMAT_ICONS[rule.icon];
  const Chevron = open ? ChevronUp : ChevronDown;
  return (
    <li className="rounded-2 border border-line data-[open=true]:border-accent-line" data-open={open}>
      <div className="flex h-9 items-center gap-2 px-2 pointer-coarse:h-12">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
          className="flex h-full min-w-0 flex-1 items-center gap-2 text-left text-12"
        >
          <Swatch rule={rule} />
          {Icon ? <Icon aria-hidden className="size-3.5 shrink-0" /> : null}
          <span className="min-w-0 flex-1 truncate font-medium">{text}</span>
          <Chevron aria-hidden className="size-3.5 shrink-0 text-ink-2" />
        </button>
        <Switch
          aria-label={t("enabled", { rule: text })}
          checked={rule.enabled !== false}
          onCheckedChange={(checked) => {
            const { enabled: _enabled, ...rest } = rule;
            onChange(checked ? rest : { ...rest, enabled: false });
          }}
        />
      </div>
      {open ? (
        <div id={id} className="flex flex-col gap-3 border-line border-t p-2">
          <FormatField label={t("column")}>
            <FormatSelect
              label={t("column")}
              value={column.name}
              options={columns.map(({ name, label }) => ({ value: name, label }))}
              onChange={props.onColumn}
            />
          </FormatField>
          <FormatField label={t("kind")}>
            <Segmented
              label={t("kind")}
              value={kind}
              options={(column.numeric
                ? (["condition", "scale", "bar"] as const)
                : (["condition"] as const)
              ).map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
              onValueChange={(next) => next !== kind && onChange(withKind(rule, next))}
            />
          </FormatField>
          {kind === "condition" ? (
            <>
              <ConditionFields rule={rule} column={column} columns={columns} onChange={onChange} />
              <LookFields rule={rule} onChange={onChange} />
            </>
          ) : kind === "scale" ? (
            <ScaleFields rule={rule} onChange={onChange} />
          ) : (
            <BarFields rule={rule} onChange={onChange} />
          )}
          <FormatField label={t("rows")}>
            {RowKind.options.map((row) => (
              <span key={row} className="inline-flex h-7 items-center gap-1.5">
                <Checkbox
                  id={id + row}
                  checked={on.includes(row)}
                  // A rule on no rows at all is one that is off.
                  disabled={on.length === 1 && on.includes(row)}
                  onCheckedChange={(checked) =>
                    onChange({
                      ...rule,
                      on: RowKind.options.filter((one) =>
                        one === row ? checked === true : on.includes(one),
                      ),
                    })
                  }
                />
                <label htmlFor={id + row} className="text-12">
                  {t(`on.${row}`)}
                </label>
              </span>
            ))}
          </FormatField>
          <div className="flex items-center gap-1">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t("moveUp", { rule: text })}
              disabled={!props.onUp}
              onClick={props.onUp}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t("moveDown", { rule: text })}
              disabled={!props.onDown}
              onClick={props.onDown}
            >
              <ArrowDown aria-hidden />
            </Button>
            <Button variant="ghost" size="sm" className="ml-auto" onClick={props.onRemove}>
              <Trash2 aria-hidden />
              {t("remove")}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}

/** How the rule looks, small. */
function Swatch({ rule }: { rule: FormatRule }) {
  const base = "inline-flex h-5 w-9 shrink-0 items-center justify-center overflow-hidden rounded-1 text-11";
  if (rule.bar)
    return (
      <span aria-hidden className={`${base} justify-start bg-sunken`}>
        <span className="h-full w-2/3" style={{ background: barFill(rule.bar) }} />
      </span>
    );
  if (rule.scale) {
    const colors = rule.scale.points.map(({ color }) => toCss({ backgroundColor: color }).backgroundColor);
    return (
      <span aria-hidden className={`${base} border border-line`}>
        {colors.map((color, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
          <span key={i} className="h-full flex-1" style={{ background: color }} />
        ))}
      </span>
    );
  }
  return (
    <span aria-hidden className={`${base} border border-line`} style={toCss(rule.style ?? {})}>
      123
    </span>
  );
}
