"use client";

import { ChartColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Explored } from "@/lib/explore/explore-widget";

export interface NoChartProps {
  why: Exclude<Explored<never>["why"], null>;
  /** Takes the quick search away. */
  onSearch: () => void;
}

/** Why there is no chart, and the next step. */
export function NoChart({ why, onSearch }: NoChartProps): ReactNode {
  const t = useTranslations("explore");
  return (
    <EmptyState
      icon={ChartColumn}
      title={t(`noWidget.${why}.title`)}
      description={t(`noWidget.${why}.text`)}
      actions={why === "search" ? <Button onClick={onSearch}>{t("clearSearch")}</Button> : undefined}
      className="min-h-80"
    />
  );
}
