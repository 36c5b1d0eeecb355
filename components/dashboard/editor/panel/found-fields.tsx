"use client";

import { useTranslations } from "next-intl";
import { DROPPED } from "@/components/dashboard/editor/canvas-area";
import { FieldIcon } from "@/components/dashboard/editor/panel/field-menu";
import { useAddWidget } from "@/components/dashboard/editor/panel/use-add-widget";
import { useFieldTitle } from "@/components/dashboard/editor/panel/use-field-title";
import type { Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { NEW_SIZES } from "@/lib/editor/add-widget";
import { quickWidget } from "@/lib/editor/new-widget";
import { matchesSearch } from "@/lib/i18n/matches-search";

/** As many as one reads through. */
const MOST = 50;

export interface FoundFieldsProps {
  datasets: readonly DatasetInfo[];
  search: string;
  /** Whether something else was found. */
  others: boolean;
}

/** Fields that match: pressed, one becomes what suits it in a free place; dragged onto the page, where it is dropped. */
export function FoundFields({ datasets, search, others }: FoundFieldsProps) {
  const t = useTranslations("editor.adding");
  const add = useAddWidget();
  const titleOf = useFieldTitle();
  const found = datasets
    .map((info) => ({
      info,
      names: [...info.dimensions, ...info.measures]
        .filter(({ name, label, description = "" }) =>
          matchesSearch(`${label} ${name} ${description}`, search),
        )
        .map(({ name, label }) => ({ name, label, widget: quickWidget(info, name) }))
        .filter((one): one is typeof one & { widget: Widget } => one.widget !== null),
    }))
    .filter(({ names }) => names.length > 0);
  const titled = (widget: Widget, info: DatasetInfo): Widget => ({ ...widget, title: titleOf(widget, info) });
  if (found.length === 0)
    return others ? null : (
      <p role="status" className="px-4 py-2 text-12 text-ink-2">
        {t("nothing", { search: search.trim() })}
      </p>
    );
  return (
    <>
      <p className="px-4 pt-3 text-11 text-ink-3">{t("fieldsHint")}</p>
      {found.map(({ info, names }) => (
        <section key={info.id} aria-label={t("fieldsOf", { dataset: info.label })} className="px-2 pt-2">
          <h3 className="px-2 py-1 text-11 text-ink-3">{info.label}</h3>
          <ul>
            {names.slice(0, MOST).map(({ name, label, widget }) => (
              <li key={name}>
                <button
                  type="button"
                  draggable
                  onDragStart={(event) => {
                    const size = NEW_SIZES[widget.type];
                    event.dataTransfer.effectAllowed = "copy";
                    event.dataTransfer.setData(
                      DROPPED,
                      JSON.stringify({
                        lookflex: "widgets",
                        widgets: [{ ...titled(widget, info), id: `${widget.type}-1` }],
                        boxes: { [`${widget.type}-1`]: { x: 0, y: 0, ...size } },
                      }),
                    );
                  }}
                  onClick={() => add(titled(widget, info))}
                  aria-label={t("addField", {
                    field: label,
                    kind: t(`quick.${widget.type as "kpi" | "chart" | "table"}`),
                  })}
                  className="flex min-h-7 w-full items-center gap-2 rounded-2 px-2 text-left text-12 hover:bg-hover pointer-coarse:min-h-11"
                >
                  <FieldIcon info={info} name={name} />
                  <span className="min-w-0 flex-1 truncate">{label}</span>
                  <span aria-hidden className="text-11 text-ink-3">
                    {t(`quick.${widget.type as "kpi" | "chart" | "table"}`)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
