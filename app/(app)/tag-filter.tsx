"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export interface TagFilterProps {
  tags: readonly string[];
  chosen: readonly string[];
  onChange: (tags: string[]) => void;
}

/** Tags to narrow the list by: a dashboard has to have all that are chosen. */
export function TagFilter({ tags, chosen, onChange }: TagFilterProps) {
  const t = useTranslations("folders");
  if (tags.length === 0 && chosen.length === 0) return null;
  // One that no dashboard has any more can still be taken off.
  const shown = [...tags, ...chosen.filter((tag) => !tags.includes(tag))];
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="sr-only">{t("tags")}</legend>
      {shown.map((tag) => {
        const on = chosen.includes(tag);
        return (
          <Button
            key={tag}
            size="sm"
            aria-pressed={on}
            className={on ? "border-accent bg-accent-soft text-accent" : ""}
            onClick={() => onChange(on ? chosen.filter((one) => one !== tag) : [...chosen, tag])}
          >
            {tag}
          </Button>
        );
      })}
    </fieldset>
  );
}
