"use client";

import { useTranslations } from "next-intl";
import { FieldList } from "@/components/dashboard/editor/panel/field-list";
import { fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useWidgetChange, type WidgetProps } from "@/components/dashboard/editor/panel/use-widget";
import type { KpiWidget } from "@/lib/dashboards/schema";

/** The numbers of a strip, and what they should come to. */
export function KpiFields({ widget, info }: WidgetProps<KpiWidget>) {
  const t = useTranslations("editor.panels.kpi");
  const { set } = useWidgetChange(widget.id);
  const withGoals = (goals: Record<string, number>, names: readonly string[]) => {
    const left = Object.entries(goals).filter(([name]) => names.includes(name));
    return { goals: left.length > 0 ? Object.fromEntries(left) : undefined };
  };
  return (
    <>
      <FieldList
        title={t("measures")}
        info={info}
        of="measures"
        names={widget.measures}
        least={1}
        most={8}
        onNames={(measures) => set("fields", { measures, ...withGoals(widget.goals ?? {}, measures) })}
      />
      <PanelSection title={t("goals")} hint={t("goalsHint")}>
        {widget.measures.map((name) => (
          <PanelNumber
            key={name}
            label={fieldLabel(info, name)}
            optional
            placeholder={t("noGoal")}
            value={widget.goals?.[name]}
            onNumber={(goal) => {
              const { [name]: _, ...rest } = widget.goals ?? {};
              const goals = goal === undefined ? rest : { ...rest, [name]: goal };
              return set("goals", withGoals(goals, widget.measures), `goal ${name}`);
            }}
          />
        ))}
      </PanelSection>
    </>
  );
}
