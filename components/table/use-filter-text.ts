"use client";

import { useTranslations } from "next-intl";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { filterTexts } from "@/lib/table/filter-text";

/** Writes filters as people would say them, in the reader's language. */
export const useFilterText = (): ReturnType<typeof filterTexts> =>
  filterTexts(useTranslations("table"), useViewerLocale());
