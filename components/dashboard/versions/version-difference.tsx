"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { CanvasMap } from "@/components/dashboard/versions/canvas-map";
import { mapPages } from "@/components/dashboard/versions/map-pages";
import { SpecChanges } from "@/components/dashboard/versions/spec-changes";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { type Locale, localText } from "@/lib/format/format";

export interface VersionDifferenceProps {
  before: DashboardSpec;
  after: DashboardSpec;
  /** What each side is called. */
  captions: { before: string; after: string };
  locale: Locale;
}

/** Two documents side by side: pages with differences as maps, then all differences in words. */
export function VersionDifference({ before, after, captions, locale }: VersionDifferenceProps) {
  const t = useTranslations("versions");
  const changes = useMemo(() => diffSpecs(before, after), [before, after]);
  const pages = useMemo(
    () => mapPages(before, after, changes).filter(({ changed }) => changed),
    [before, after, changes],
  );
  const titleOf = (page: string) => {
    const found = [after, before].flatMap((spec) => spec.pages?.find(({ id }) => id === page) ?? [])[0];
    return found ? localText(found.title, locale) : page;
  };
  return (
    <div className="flex flex-col gap-4">
      {pages.map((map) => (
        <div key={map.page ?? ""}>
          {map.page === undefined ? null : (
            <h4 className="mb-1 font-medium text-12">{t("pageNamed", { name: titleOf(map.page) })}</h4>
          )}
          <div className="flex flex-col gap-3 sm:flex-row">
            <CanvasMap boxes={map.before} size={map} caption={captions.before} locale={locale} />
            <CanvasMap boxes={map.after} size={map} caption={captions.after} locale={locale} />
          </div>
        </div>
      ))}
      <div>
        <h4 className="mb-1.5 font-medium text-12">{t("differences", { count: changes.length })}</h4>
        <SpecChanges changes={changes} before={before} after={after} locale={locale} />
      </div>
    </div>
  );
}
