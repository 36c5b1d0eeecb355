"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { NumberField } from "@/components/dashboard/editor/number-field";
import { around, boxesOf, isLocked, movable, type Rect } from "@/lib/editor/boxes";
import { moveWidgets } from "@/lib/editor/move-widgets";
import { resizeWidgets } from "@/lib/editor/resize-widgets";

const FIELDS = ["x", "y", "w", "h"] as const;

/** Where widgets lie together and how large they are, as numbers. */
export function PlaceFields({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("editor");
  const id = useId();
  const store = useEditorStore();
  const spec = useSpec();
  const free = movable(spec, ids);
  const rect: Rect = around(boxesOf(spec, free.length > 0 ? free : ids));
  const set = (field: (typeof FIELDS)[number], value: number) => {
    const by = value - rect[field];
    const { change } = store.getState();
    // The arrows of one field are one step to undo.
    const merge = `place ${field} ${free.join(" ")}`;
    if (field === "x" || field === "y")
      change("move", (now) => moveWidgets(now, free, field === "x" ? by : 0, field === "y" ? by : 0), merge);
    else
      change(
        "resize",
        (now) => resizeWidgets(now, free, "se", field === "w" ? by : 0, field === "h" ? by : 0),
        merge,
      );
  };
  return (
    <fieldset onBlur={() => store.getState().settle()} className="border-line border-b px-4 py-3">
      <legend className="float-left mb-2 font-medium text-12 text-ink-2">{t("place")}</legend>
      <div className="clear-both grid grid-cols-2 gap-2">
        {FIELDS.map((field) => (
          <NumberField
            key={field}
            id={`${id}${field}`}
            label={field.toUpperCase()}
            value={rect[field]}
            min={field === "w" || field === "h" ? 1 : 0}
            disabled={free.length === 0}
            onValue={(value) => set(field, value)}
          />
        ))}
      </div>
      {ids.some((one) => isLocked(spec, one)) ? (
        <p className="mt-2 text-12 text-ink-3">{t("lockedHint")}</p>
      ) : null}
    </fieldset>
  );
}
