"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import { isTimeField, PanelGrain } from "@/components/dashboard/editor/panel/panel-grain";
import { ChosenList } from "@/components/explore/chosen-fields";
import { FieldRow } from "@/components/explore/field-row";
import { SearchInput } from "@/components/ui/search-input";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { ChosenFields } from "@/lib/editor/new-widget";
import { groupDimensions } from "@/lib/explore/choose-fields";
import { matchesSearch } from "@/lib/i18n/matches-search";
import type { DimensionRef } from "@/lib/query/query";

export interface AddFieldsProps {
  info: DatasetInfo;
  chosen: ChosenFields;
  onChosen: (chosen: ChosenFields) => void;
}

const nameOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : ref.name);

/** The fields of a new widget: searched, chosen, put in order. */
export function AddFields({ info, chosen, onChosen }: AddFieldsProps) {
  const t = useTranslations("editor.panels.fields");
  const words = useTranslations("explore");
  const [search, setSearch] = useState("");
  const [looked, look] = useState<string | null>(null);
  const names = chosen.dimensions.map(nameOf);
  const fields = [...info.dimensions, ...info.measures];
  const found = (name: string) => {
    const field = fields.find((one) => one.name === name);
    return matchesSearch(`${field?.label} ${name} ${field?.description ?? ""}`, search);
  };
  const toggleDimension = (name: string) =>
    onChosen({
      ...chosen,
      dimensions: names.includes(name)
        ? chosen.dimensions.filter((ref) => nameOf(ref) !== name)
        : [...chosen.dimensions, isTimeField(info, name) ? { name, grain: "day" } : name],
    });
  const toggleMeasure = (name: string) =>
    onChosen({
      ...chosen,
      measures: chosen.measures.includes(name)
        ? chosen.measures.filter((one) => one !== name)
        : [...chosen.measures, name],
    });
  const groups = groupDimensions(info)
    .map(({ label, names: all }) => ({ label, names: all.filter(found) }))
    .filter((group) => group.names.length > 0);
  const measures = info.measures.filter(({ name }) => found(name));
  const about = fields.find(({ name }) => name === looked);
  return (
    <>
      <SearchInput
        value={search}
        onValueChange={setSearch}
        label={words("searchFields", { count: fields.length })}
      />
      <div className="min-h-40 flex-1 overflow-y-auto rounded-2 border border-line p-2">
        {search === "" && names.length + chosen.measures.length > 0 ? (
          <div className="mb-2 border-line border-b pb-1">
            <ChosenList
              title={t("chosenDimensions")}
              names={names}
              labelOf={(name) => fieldLabel(info, name)}
              onOrder={(order) =>
                onChosen({
                  ...chosen,
                  dimensions: order.flatMap(
                    (name) => chosen.dimensions.find((ref) => nameOf(ref) === name) ?? [],
                  ),
                })
              }
              onRemove={toggleDimension}
            >
              {(name) => {
                const ref = chosen.dimensions.find((one) => nameOf(one) === name);
                return isTimeField(info, name) ? (
                  <PanelGrain
                    info={info}
                    name={name}
                    grain={typeof ref === "object" ? ref.grain : undefined}
                    onGrain={(grain) =>
                      onChosen({
                        ...chosen,
                        dimensions: chosen.dimensions.map((one) =>
                          nameOf(one) === name ? (grain ? { name, grain } : name) : one,
                        ),
                      })
                    }
                  />
                ) : null;
              }}
            </ChosenList>
            <ChosenList
              title={t("chosenMeasures")}
              names={chosen.measures}
              labelOf={(name) => fieldLabel(info, name)}
              onOrder={(order) => onChosen({ ...chosen, measures: order })}
              onRemove={toggleMeasure}
            />
          </div>
        ) : null}
        {groups.map(({ label, names: all }) => (
          <section key={label ?? ""}>
            <h3 className="px-1 py-1 text-11 text-ink-3">{label ?? t("dimensions")}</h3>
            <ul aria-label={label === null ? t("dimensions") : words("dimensionsOf", { hierarchy: label })}>
              {all.map((name) => {
                const field = info.dimensions.find((one) => one.name === name);
                return field ? (
                  <FieldRow
                    key={name}
                    field={{ name, label: field.label, description: field.description, icon: field.type }}
                    chosen={names.includes(name)}
                    onToggle={() => toggleDimension(name)}
                    onLook={() => look(name)}
                  />
                ) : null;
              })}
            </ul>
          </section>
        ))}
        {measures.length > 0 ? (
          <section>
            <h3 className="px-1 py-1 text-11 text-ink-3">{t("measures")}</h3>
            <ul aria-label={t("measures")}>
              {measures.map(({ name, label, description, additive }) => (
                <FieldRow
                  key={name}
                  field={{ name, label, description, icon: additive ? "sum" : "ratio" }}
                  chosen={chosen.measures.includes(name)}
                  onToggle={() => toggleMeasure(name)}
                  onLook={() => look(name)}
                />
              ))}
            </ul>
          </section>
        ) : null}
        {groups.length + measures.length === 0 ? (
          <p role="status" className="px-1 py-2 text-12 text-ink-2">
            {t("none", { search })}
          </p>
        ) : null}
      </div>
      <p aria-hidden className="line-clamp-2 min-h-8 text-11 text-ink-2">
        {about ? (about.description ?? words("noDescription")) : words("lookHint")}
      </p>
    </>
  );
}
