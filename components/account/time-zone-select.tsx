"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FieldControl } from "@/components/ui/field";
import { SearchSelect } from "@/components/ui/search-select";
import { namedZones } from "@/lib/format/named-zones";

export interface TimeZoneSelectProps extends FieldControl {
  /** Null: what `fallback` says. */
  value: string | null;
  fallback: string;
  onValueChange: (value: string | null) => void;
}

/** Every IANA zone, found by city, by its name in the reader's language or by its offset. */
export function TimeZoneSelect(props: TimeZoneSelectProps) {
  const t = useTranslations("account");
  const locale = useLocale();
  return (
    <SearchSelect
      {...props}
      options={() =>
        namedZones(locale).map(({ id, name, offset }) => ({
          id,
          label: id,
          detail: `${name} · ${offset}`,
          words: id.replaceAll("_", " "),
        }))
      }
      labels={{
        choose: t("timezoneChoose"),
        search: t("timezoneSearch"),
        none: (search) => t("timezoneNone", { search }),
      }}
    />
  );
}
