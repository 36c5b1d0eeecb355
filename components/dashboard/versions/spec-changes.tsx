"use client";

import { ArrowRight, Minus, Move, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { changedParts, fieldOf, valueText } from "@/components/dashboard/versions/change-texts";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { SpecChange } from "@/lib/dashboards/diff/diff-specs";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import type { Locale } from "@/lib/format/format";

export const KIND_LOOKS = {
  added: { icon: Plus, tone: "positive" },
  removed: { icon: Minus, tone: "negative" },
  changed: { icon: Pencil, tone: "warning" },
  moved: { icon: Move, tone: "accent" },
} as const satisfies Record<SpecChange["kind"], unknown>;

export interface SpecChangesProps {
  changes: readonly SpecChange[];
  before: DashboardSpec;
  after: DashboardSpec;
  locale: Locale;
  className?: string;
}

/** What two documents differ in, in words: part by part, what was and what is. */
export function SpecChanges({ changes, before, after, locale, className }: SpecChangesProps) {
  const t = useTranslations("versions");
  const parts = useMemo(
    () => changedParts(changes, { before, after }, locale),
    [changes, before, after, locale],
  );
  if (parts.length === 0) return <p className={cn("text-12 text-ink-2", className)}>{t("same")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ul tabIndex={0} aria-label={t("changes")} className={cn("relative flex flex-col gap-2", className)}>
      {parts.map(({ part, id, title, changes: own }) => (
        <li key={`${part} ${id}`} className="text-12">
          <p className="wrap-anywhere font-medium">
            {title === "" ? t(`parts.${part}`) : t("partNamed", { part: t(`parts.${part}`), name: title })}
          </p>
          <ul className="mt-0.5 flex flex-col gap-1">
            {own.map((change) => (
              <li key={`${change.kind} ${change.path}`} className="flex items-start gap-2">
                <KindBadge kind={change.kind} />
                <span className="wrap-anywhere min-w-0 pt-0.5">
                  <ChangeText change={change} locale={locale} />
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

export function KindBadge({ kind }: { kind: SpecChange["kind"] }) {
  const t = useTranslations("versions");
  const { icon: Icon, tone } = KIND_LOOKS[kind];
  return (
    <Badge tone={tone} className="shrink-0">
      <Icon aria-hidden />
      {t(`kinds.${kind}`)}
    </Badge>
  );
}

function ChangeText({ change: { path, before, after }, locale }: { change: SpecChange; locale: Locale }) {
  const t = useTranslations("versions");
  // The part as a whole: its heading has said which.
  if (path === "") return null;
  const { named, rest } = fieldOf(path);
  // In a list people count from one.
  const text = (value: unknown) =>
    valueText(path === "order" && typeof value === "number" ? value + 1 : value, locale);
  return (
    <>
      {named ? t(`fields.${named}`) : null}
      {named && rest ? " · " : null}
      {rest ? <span className="font-mono text-11">{rest}</span> : null}
      {": "}
      {before === undefined ? null : <del className="text-ink-2 no-underline">{text(before)}</del>}
      {before === undefined || after === undefined ? null : (
        <>
          <span className="sr-only"> {t("becomes")} </span>
          <ArrowRight aria-hidden className="mx-1 inline size-3 text-ink-3" />
        </>
      )}
      {after === undefined ? null : <ins className="no-underline">{text(after)}</ins>}
    </>
  );
}
