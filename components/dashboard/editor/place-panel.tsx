"use client";

import { useTranslations } from "next-intl";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor, useSpec } from "@/components/dashboard/editor/editor-store";
import { KIND_ICONS } from "@/components/dashboard/editor/layers";
import { PlaceFields } from "@/components/dashboard/editor/place-fields";
import { chosenIds } from "@/lib/editor/selection";

/** Where what is chosen lies and how large it is, with what it is called above. */
export function PlacePanel() {
  const t = useTranslations("editor");
  const spec = useSpec();
  const { titleOf } = useEditorData();
  const ids = chosenIds(useEditor((state) => state.selection));
  if (ids.length === 0) return <p className="p-4 text-12 text-ink-3">{t("nothingChosen")}</p>;
  const widget = ids.length === 1 ? spec.widgets.find((one) => one.id === ids[0]) : undefined;
  const Icon = widget ? KIND_ICONS[widget.type] : null;
  return (
    <>
      <div className="flex h-11 items-center gap-2 border-line border-b px-4">
        {Icon ? <Icon aria-hidden className="size-4 text-ink-2" /> : null}
        <h2 className="truncate font-semibold text-13">
          {widget ? titleOf(widget) : t("said.chosen", { count: ids.length })}
        </h2>
      </div>
      <PlaceFields ids={ids} />
    </>
  );
}
