"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useEditor, useSpec } from "@/components/dashboard/editor/editor-store";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { useControlLabel } from "@/components/dashboard/editor/panel/use-control-label";
import { useWidgetChange } from "@/components/dashboard/editor/panel/use-widget";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SearchSelect } from "@/components/ui/search-select";
import type { Control } from "@/lib/dashboards/control";
import type { DashboardSummary, DataWidget, DrillThrough } from "@/lib/dashboards/schema";
import { carriedAs } from "@/lib/editor/change-controls";
import { askApi } from "@/lib/http/ask-api";

const MOST = 10;

/** What marks and rows lead to: other dashboards, with what is chosen here. */
export function DrillSection({ widget }: { widget: Exclude<DataWidget, { type: "kpi" }> }) {
  const t = useTranslations("editor.panels.drill");
  const { set } = useWidgetChange(widget.id);
  const { slug } = useSpec();
  const [dashboards, setDashboards] = useState<readonly DashboardSummary[] | null>([]);
  useEffect(() => {
    const controller = new AbortController();
    askApi<DashboardSummary[]>("/api/v1/dashboards", { signal: controller.signal }).then(
      ({ data }) => setDashboards(data),
      () => {
        // Aborted: nobody looks any more.
      },
    );
    return () => controller.abort();
  }, []);
  const others = (dashboards ?? []).filter((one) => one.slug !== slug);
  const links = widget.drillThrough ?? [];
  const write = (next: readonly DrillThrough[], merge?: string) =>
    set("drill", { drillThrough: next.length > 0 ? [...next] : undefined }, merge);
  const replace = (at: number, patch: Partial<DrillThrough>, merge?: string) =>
    write(
      links.map((link, i) => {
        if (i !== at) return link;
        const { label, ...rest } = { ...link, ...patch };
        return label === undefined ? rest : { ...rest, label };
      }),
      merge,
    );
  const move = (from: number, to: number) => {
    const rest = links.filter((_, i) => i !== from);
    write([...rest.slice(0, to), ...links.slice(from, from + 1), ...rest.slice(to)]);
  };
  const [first] = others;
  return (
    <PanelSection
      title={t("title")}
      hint={dashboards === null ? t("unread") : links.length === 0 ? t("hint") : undefined}
      action={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("add")}
          title={t("add")}
          disabled={!first || links.length >= MOST}
          onClick={() => first && write([...links, { dashboard: first.slug, carry: "all" }])}
        >
          <Plus aria-hidden />
        </Button>
      }
    >
      {links.map((link, i) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: the same dashboard may be led to twice
          key={i}
          className="flex flex-col gap-2 rounded-2 border border-line p-2"
        >
          <legend className="sr-only">{t("place", { place: i + 1 })}</legend>
          <div className="flex items-center gap-1">
            <div className="min-w-0 flex-1">
              <SearchSelect
                id={`${widget.id}drill${i}`}
                aria-invalid={false}
                aria-describedby={undefined}
                value={link.dashboard}
                shown={others.find((one) => one.slug === link.dashboard)?.name}
                fallback={t("choose")}
                options={() =>
                  others.map((one) => ({
                    id: one.slug,
                    label: one.name,
                    ...(one.folder ? { detail: one.folder } : {}),
                  }))
                }
                labels={{
                  choose: t("choose"),
                  search: t("search"),
                  none: (search) => t("none", { search }),
                }}
                onValueChange={(dashboard) => dashboard !== null && replace(i, { dashboard })}
              />
            </div>
            {(
              [
                ["up", ArrowUp, i === 0, () => move(i, i - 1)],
                ["down", ArrowDown, i === links.length - 1, () => move(i, i + 1)],
                ["remove", X, false, () => write(links.filter((_, at) => at !== i))],
              ] as const
            ).map(([action, Icon, disabled, run]) => (
              <Button
                key={action}
                variant="ghost"
                size="icon-sm"
                disabled={disabled}
                aria-label={t(action, { place: i + 1 })}
                title={t(action, { place: i + 1 })}
                onClick={run}
              >
                <Icon aria-hidden />
              </Button>
            ))}
          </div>
          <LocalTextField
            label={t("label")}
            optional
            placeholder={others.find((one) => one.slug === link.dashboard)?.name}
            value={link.label}
            onText={(label) => replace(i, { label }, `drill ${i} label`)}
          />
          <Carry carry={link.carry} onCarry={(carry) => replace(i, { carry })} />
        </fieldset>
      ))}
    </PanelSection>
  );
}

interface CarryProps {
  carry: DrillThrough["carry"];
  onCarry: (carry: DrillThrough["carry"]) => void;
}

/** What goes along: all that is chosen, or the state of single controls. */
function Carry({ carry, onCarry }: CarryProps) {
  const t = useTranslations("editor.panels.drill");
  const labelOf = useControlLabel();
  const controls = useEditor((state) => state.history.present.controls);
  return (
    <>
      <PanelSelect
        label={t("carry")}
        value={carry === "all" ? "all" : "some"}
        options={(["all", "some"] as const).map((one) => ({ value: one, label: t(`carries.${one}`) }))}
        onValue={(one) => onCarry(one === "all" ? "all" : controls.map(carriedAs))}
      />
      {carry === "all"
        ? null
        : controls.map((control: Control) => {
            const name = carriedAs(control);
            return (
              // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside
              <label key={name} className="flex min-h-6 items-center gap-2 text-12 pointer-coarse:min-h-11">
                <Checkbox
                  checked={carry.includes(name)}
                  onCheckedChange={(on) => {
                    const rest = carry.filter((one) => one !== name);
                    onCarry(on === true ? [...rest, name] : rest);
                  }}
                />
                {labelOf(control)}
              </label>
            );
          })}
    </>
  );
}
