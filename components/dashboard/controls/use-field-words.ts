import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { FieldWords } from "@/lib/dashboards/field-text";

/** The words of {@link FieldWords} in the reader's language; for server and browser. */
export function useFieldWords(): FieldWords {
  const t = useTranslations("dashboard");
  return useMemo(
    () => ({
      all: t("select.all"),
      empty: t("select.empty"),
      blank: t("select.blank"),
      on: t("toggle.on"),
      off: t("toggle.off"),
      atLeast: (from) => t("numbers.atLeast", { from }),
      atMost: (to) => t("numbers.atMost", { to }),
    }),
    [t],
  );
}
