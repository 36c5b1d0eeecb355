import { useTranslations } from "next-intl";
import { useCrossFilters } from "@/components/dashboard/cross-filter";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { conditionTexts } from "@/lib/dashboards/condition-text";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";

/** More values are counted. */
const NAMED = 2;

/** How what is chosen is called: its dimension and values, the first few and all of them. */
export function useConditionText(): (condition: CrossCondition) => {
  name: string;
  text: string;
  full: string;
} {
  const all = useCrossFilters();
  const none = useTranslations("chart")("none");
  const t = useTranslations("dashboard.select");
  const locale = useViewerLocale();
  return (condition) => {
    const values = conditionTexts(condition, {
      locale,
      timezone: all?.timezone ?? "UTC",
      none,
    });
    const [first = ""] = values;
    const full = values.join(", ");
    return {
      name: all?.labels[condition.dimension] ?? condition.dimension,
      text: values.length <= NAMED ? full : t("some", { first, count: values.length - 1 }),
      full,
    };
  };
}
