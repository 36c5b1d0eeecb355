"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { PanelText } from "@/components/dashboard/editor/panel/panel-text";
import { Button } from "@/components/ui/button";
import type { Annotation, ReferenceLine } from "@/lib/chart/chart-spec";
import { isDay } from "@/lib/query/relative-date";

const MOST_LINES = 10;
const MOST_MARKS = 50;

interface MarkListProps<T> {
  title: string;
  hint: string;
  add: string;
  removeLabel: (place: number) => string;
  items: readonly T[];
  most: number;
  begin: () => T;
  onItems: (items: T[], merge?: string) => string | null;
  /** The fields of one; what they write joins under a name of its own. */
  children: (item: T, set: (patch: Partial<T>, merge?: string) => string | null) => ReactNode;
}

function MarkList<T extends object>({
  title,
  hint,
  add,
  removeLabel,
  items,
  most,
  begin,
  onItems,
  children,
}: MarkListProps<T>) {
  const without = (item: T): T =>
    Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as T;
  return (
    <PanelSection
      title={title}
      hint={items.length === 0 ? hint : undefined}
      action={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={add}
          title={add}
          disabled={items.length >= most}
          onClick={() => onItems([...items, begin()])}
        >
          <Plus aria-hidden />
        </Button>
      }
    >
      {items.map((item, i) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no names, and no order but this
          key={i}
          className="relative flex flex-col gap-2 rounded-2 border border-line p-2 pr-9"
        >
          <legend className="sr-only">{`${title} ${i + 1}`}</legend>
          {children(item, (patch, merge) =>
            onItems(
              items.map((one, at) => (at === i ? without({ ...one, ...patch }) : one)),
              merge && `${title} ${i} ${merge}`,
            ),
          )}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={removeLabel(i + 1)}
            title={removeLabel(i + 1)}
            className="absolute top-1.5 right-1.5"
            onClick={() => onItems(items.filter((_, at) => at !== i))}
          >
            <X aria-hidden />
          </Button>
        </fieldset>
      ))}
    </PanelSection>
  );
}

export interface ReferenceListProps {
  lines: readonly ReferenceLine[];
  /** Whether there are two axes to choose from. */
  axes: boolean;
  onLines: (lines: ReferenceLine[], merge?: string) => string | null;
}

/** Lines across the plot: a number or the average of what is drawn. */
export function ReferenceList({ lines, axes, onLines }: ReferenceListProps) {
  const t = useTranslations("editor.panels.references");
  return (
    <MarkList<ReferenceLine>
      title={t("title")}
      hint={t("hint")}
      add={t("add")}
      removeLabel={(place) => t("remove", { place })}
      items={lines}
      most={MOST_LINES}
      begin={() => ({ at: "average", role: "reference" })}
      onItems={onLines}
    >
      {(line, set) => (
        <>
          <div className="flex gap-2">
            <PanelSelect
              label={t("at")}
              value={line.at === "average" ? "average" : "value"}
              options={(["average", "value"] as const).map((one) => ({ value: one, label: t(`ats.${one}`) }))}
              onValue={(at) => set({ at: at === "average" ? "average" : 0 })}
            />
            {line.at === "average" ? null : (
              <PanelNumber label={t("value")} value={line.at} onNumber={(at) => set({ at: at ?? 0 }, "at")} />
            )}
          </div>
          <LocalTextField
            label={t("label")}
            optional
            value={line.label}
            onText={(label) => set({ label }, "label")}
          />
          <PanelSelect
            label={t("role")}
            value={line.role}
            options={(["reference", "goal"] as const).map((one) => ({
              value: one,
              label: t(`roles.${one}`),
            }))}
            onValue={(role) => set({ role })}
          />
          {axes ? (
            <PanelSelect
              label={t("axis")}
              value={line.axis ?? "left"}
              options={(["left", "right"] as const).map((one) => ({ value: one, label: t(`axes.${one}`) }))}
              onValue={(axis) => set({ axis: axis === "left" ? undefined : axis })}
            />
          ) : null}
        </>
      )}
    </MarkList>
  );
}

export interface AnnotationListProps {
  isTime: boolean;
  marks: readonly Annotation[];
  onMarks: (marks: Annotation[], merge?: string) => string | null;
}

/** What happened at a place of the axis, or from one to another. */
export function AnnotationList({ isTime, marks, onMarks }: AnnotationListProps) {
  const t = useTranslations("editor.panels.annotations");
  const { now } = useEditorData();
  const day = (text: string) => (isTime && !isDay(text) ? t("badDay") : null);
  return (
    <MarkList<Annotation>
      title={t("title")}
      hint={t("hint")}
      add={t("add")}
      removeLabel={(place) => t("remove", { place })}
      items={marks}
      most={MOST_MARKS}
      begin={() => ({ at: isTime ? now.slice(0, 10) : t("beginAt"), text: t("begin") })}
      onItems={onMarks}
    >
      {(mark, set) => (
        <>
          <div className="flex gap-2">
            <PanelText
              label={t("at")}
              placeholder={isTime ? "2026-03-01" : undefined}
              value={mark.at}
              onText={(at) => day(at) ?? set({ at }, "at")}
            />
            <PanelText
              label={t("to")}
              placeholder={isTime ? t("oneDay") : undefined}
              value={mark.to ?? ""}
              onText={(to) => (to === "" ? set({ to: undefined }, "to") : (day(to) ?? set({ to }, "to")))}
            />
          </div>
          <LocalTextField
            label={t("text")}
            value={mark.text}
            onText={(text) => set({ text: text ?? mark.text }, "text")}
          />
        </>
      )}
    </MarkList>
  );
}
