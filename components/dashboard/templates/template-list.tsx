"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { LayoutPreview } from "@/components/dashboard/templates/layout-preview";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { SearchInput } from "@/components/ui/search-input";
import type { Template } from "@/lib/dashboards/templates/schema";
import { matchesSearch } from "@/lib/i18n/matches-search";

/** More are found by typing. */
const SEARCHED_FROM = 7;

/** What tells templates apart. */
export const keyOf = ({ from }: Template): string =>
  from.kind === "dataset" ? from.dataset : from.kind === "pack" ? `${from.pack}/${from.slug}` : from.slug;

export interface TemplateListProps {
  label: string;
  templates: readonly Template[];
  /** A key; null: none. */
  value: string | null;
  onValueChange: (key: string) => void;
}

/** One of several templates, each with a map of what it makes. */
export function TemplateList({ label, templates, value, onValueChange }: TemplateListProps) {
  const t = useTranslations("templates");
  const id = useId();
  const [search, setSearch] = useState("");
  const shown = templates.filter(
    (template) =>
      keyOf(template) === value ||
      matchesSearch([template.name, template.description, template.group].filter(Boolean).join(" "), search),
  );
  return (
    <div className="flex min-h-0 flex-col gap-2">
      {templates.length >= SEARCHED_FROM ? (
        <SearchInput value={search} onValueChange={setSearch} label={t("search")} />
      ) : null}
      <RadioGroup
        aria-label={label}
        value={value ?? ""}
        onValueChange={onValueChange}
        className="grid max-h-64 grid-cols-1 gap-1 overflow-y-auto rounded-2 border border-line p-1 sm:grid-cols-2"
      >
        {shown.map((template) => {
          const key = keyOf(template);
          return (
            <label
              key={key}
              htmlFor={`${id}${key}`}
              className="flex min-w-0 items-start gap-2.5 rounded-2 p-1.5 hover:bg-hover has-data-[state=checked]:bg-accent-soft"
            >
              <Radio id={`${id}${key}`} value={key} aria-label={template.name} className="mt-1" />
              <LayoutPreview preview={template.preview} className="w-16 shrink-0" />
              <span className="min-w-0">
                <span className="line-clamp-1 wrap-anywhere font-medium text-13">{template.name}</span>
                {template.description ? (
                  <span className="line-clamp-2 text-12 text-ink-2">{template.description}</span>
                ) : null}
              </span>
            </label>
          );
        })}
      </RadioGroup>
    </div>
  );
}
