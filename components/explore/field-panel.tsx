"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChosenList, GrainSelect, TurnButton } from "@/components/explore/chosen-fields";
import { type Field, FieldRow } from "@/components/explore/field-row";
import type { Explore } from "@/components/explore/use-explore";
import { SearchInput } from "@/components/ui/search-input";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import {
  chosenDimensions,
  chosenMeasures,
  groupDimensions,
  orderDimensions,
  orderMeasures,
  toggleDimension,
  toggleMeasure,
  turnDimension,
} from "@/lib/explore/choose-fields";
import { matchesSearch } from "@/lib/i18n/matches-search";
import { changePivot, putAcross } from "@/lib/table/change-structure";
import { pivotGrain, pivotName } from "@/lib/table/table-pivot";

/** All fields of the dataset this viewer may see: search, choose, put in order. Applies at once. */
export function FieldPanel({ info, explore }: { info: DatasetInfo; explore: Explore }) {
  const t = useTranslations("explore");
  const [search, setSearch] = useState("");
  const [looked, look] = useState<Field | null>(null);
  const { state, table, change } = explore;
  const { config } = table;
  const { rows, across } = chosenDimensions(config);
  const measures = chosenMeasures(config);
  const compared = state.controls.compare !== null;

  const dimensionOf = new Map(
    info.dimensions.map(({ name, label, description, type }) => [
      name,
      { name, label, description, icon: type } satisfies Field,
    ]),
  );
  const measureOf = new Map(
    info.measures.map(({ name, label, description, additive }) => [
      name,
      { name, label, description, icon: additive ? "sum" : "ratio" } satisfies Field,
    ]),
  );
  const labelOf = (name: string) => (dimensionOf.get(name) ?? measureOf.get(name))?.label ?? name;
  const typeOf = (name: string) => info.dimensions.find((one) => one.name === name)?.type;
  const isTime = (name: string) => typeOf(name) === "date" || typeOf(name) === "time";
  const found = ({ label, name, description = "" }: Field) =>
    matchesSearch(`${label} ${name} ${description}`, search);
  const rowOf = (field: Field, chosen: boolean, onToggle: () => void) => (
    <FieldRow key={field.name} field={field} chosen={chosen} onToggle={onToggle} onLook={() => look(field)} />
  );

  const groups = groupDimensions(info)
    .map(({ label, names }) => ({
      label,
      fields: names.flatMap((name) => dimensionOf.get(name) ?? []).filter(found),
    }))
    .filter(({ fields }) => fields.length > 0);
  const foundMeasures = [...measureOf.values()].filter(found);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="p-3 pb-2">
        <SearchInput
          value={search}
          onValueChange={setSearch}
          label={t("searchFields", { count: info.dimensions.length + info.measures.length })}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        {search === "" && rows.length + across.length + measures.length > 0 ? (
          <div className="mb-2 border-line border-b pb-1">
            <ChosenList
              title={t("rows")}
              names={rows}
              labelOf={labelOf}
              onOrder={(names) => table.change((now) => orderDimensions(now, names))}
              onRemove={(name) => table.change((now) => toggleDimension(now, name))}
            >
              {(name) => (
                <>
                  {isTime(name) ? (
                    <GrainSelect
                      label={labelOf(name)}
                      grain={state.grains[name] ?? "day"}
                      hours={typeOf(name) === "time"}
                      onGrain={(grain) => change({ grains: { ...state.grains, [name]: grain } })}
                    />
                  ) : null}
                  {rows.length + across.length > 1 ? (
                    <TurnButton
                      label={labelOf(name)}
                      across={false}
                      onTurn={() => table.change((now) => turnDimension(now, name, isTime(name)))}
                    />
                  ) : null}
                </>
              )}
            </ChosenList>
            <ChosenList
              title={t("across")}
              names={across}
              labelOf={labelOf}
              onOrder={(names) =>
                table.change((now) =>
                  changePivot(now, {
                    dimensions: names.flatMap(
                      (name) => now.pivot?.dimensions.find((ref) => pivotName(ref) === name) ?? [],
                    ),
                  }),
                )
              }
              onRemove={(name) => table.change((now) => toggleDimension(now, name))}
            >
              {(name) => {
                const ref = config.pivot?.dimensions.find((one) => pivotName(one) === name);
                return (
                  <>
                    {isTime(name) && ref ? (
                      <GrainSelect
                        label={labelOf(name)}
                        grain={pivotGrain(ref) ?? state.grains[name] ?? "day"}
                        hours={typeOf(name) === "time"}
                        onGrain={(grain) => table.change((now) => putAcross(now, name, grain))}
                      />
                    ) : null}
                    <TurnButton
                      label={labelOf(name)}
                      across
                      onTurn={() => table.change((now) => turnDimension(now, name, isTime(name)))}
                    />
                  </>
                );
              }}
            </ChosenList>
            <ChosenList
              title={t("measures")}
              names={measures}
              labelOf={labelOf}
              onOrder={(names) => table.change((now) => orderMeasures(now, names))}
              onRemove={(name) => table.change((now) => toggleMeasure(now, name, compared))}
            />
          </div>
        ) : null}
        {groups.map(({ label, fields }) => (
          <section key={label ?? ""}>
            <h3 className="flex justify-between px-1 py-1 text-11 text-ink-3">
              <span>{label === null ? t("dimensions") : label}</span>
              <span>{fields.length}</span>
            </h3>
            <ul aria-label={label === null ? t("dimensions") : t("dimensionsOf", { hierarchy: label })}>
              {fields.map((field) =>
                rowOf(field, rows.includes(field.name) || across.includes(field.name), () =>
                  table.change((now) => toggleDimension(now, field.name)),
                ),
              )}
            </ul>
          </section>
        ))}
        {foundMeasures.length > 0 ? (
          <section>
            <h3 className="flex justify-between px-1 py-1 text-11 text-ink-3">
              <span>{t("measures")}</span>
              <span>{foundMeasures.length}</span>
            </h3>
            <ul aria-label={t("allMeasures")}>
              {foundMeasures.map((field) =>
                rowOf(field, measures.includes(field.name), () =>
                  table.change((now) => toggleMeasure(now, field.name, compared)),
                ),
              )}
            </ul>
          </section>
        ) : null}
        {groups.length + foundMeasures.length === 0 ? (
          <p role="status" className="px-1 py-2 text-12 text-ink-2">
            {t("noFields", { search })}
          </p>
        ) : null}
      </div>
      <div aria-hidden className="h-20 shrink-0 overflow-y-auto border-line border-t px-4 py-2 text-12">
        {looked ? (
          <>
            <p className="font-semibold">{looked.label}</p>
            <p className="text-ink-2">{looked.description ?? t("noDescription")}</p>
          </>
        ) : (
          <p className="text-ink-3">{t("lookHint")}</p>
        )}
      </div>
    </div>
  );
}
