"use client";

import { Command } from "cmdk";
import { Check, ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { FieldControl } from "@/components/ui/field";
import { fieldClasses } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type NamedZone, namedZones } from "@/lib/format/named-zones";
import { matchesSearch } from "@/lib/i18n/matches-search";

export interface TimeZoneSelectProps extends FieldControl {
  /** Null: the workspace's. */
  value: string | null;
  workspace: string;
  onValueChange: (value: string | null) => void;
}

const DEFAULT = "default";

/** Every IANA zone, found by city, by its name in the reader's language or by its offset. */
export function TimeZoneSelect({ value, workspace, onValueChange, ...control }: TimeZoneSelectProps) {
  const t = useTranslations("account");
  const [open, setOpen] = useState(false);
  const fallback = t("timezoneDefault", { zone: workspace });
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        {...control}
        className={cn(
          fieldClasses,
          "flex h-9 w-full min-w-0 items-center justify-between gap-1.5 px-3 text-left text-13 pointer-coarse:h-11",
        )}
      >
        <span className="truncate">{value ?? fallback}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-2" />
      </PopoverTrigger>
      <PopoverContent aria-label={t("timezoneChoose")} className="w-80 overflow-hidden p-0">
        <ZoneList
          value={value}
          fallback={fallback}
          onChoose={(zone) => {
            setOpen(false);
            if (zone !== value) onValueChange(zone);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

interface ZoneListProps {
  value: string | null;
  fallback: string;
  onChoose: (zone: string | null) => void;
}

function ZoneList({ value, fallback, onChoose }: ZoneListProps) {
  const t = useTranslations("account");
  const locale = useLocale();
  const [search, setSearch] = useState("");
  const zones = useMemo(() => namedZones(locale), [locale]);
  const shown = zones.filter((zone) => matchesSearch(textOf(zone), search));
  return (
    <Command
      label={t("timezoneChoose")}
      shouldFilter={false}
      defaultValue={value ?? DEFAULT}
      className="flex flex-col"
    >
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder={t("timezoneSearch")}
        className="h-9 w-full border-line border-b bg-transparent px-3 text-13 outline-none placeholder:text-ink-3 pointer-coarse:h-11"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-12 text-ink-2">
          {t("timezoneNone", { search })}
        </Command.Empty>
        {search === "" ? (
          <Item value={DEFAULT} label={fallback} chosen={value === null} onSelect={() => onChoose(null)} />
        ) : null}
        {shown.map((zone) => (
          <Item
            key={zone.id}
            value={zone.id}
            label={zone.id}
            detail={`${zone.name} · ${zone.offset}`}
            chosen={zone.id === value}
            onSelect={() => onChoose(zone.id)}
          />
        ))}
      </Command.List>
    </Command>
  );
}

const textOf = ({ id, name, offset }: NamedZone) => `${id} ${id.replaceAll("_", " ")} ${name} ${offset}`;

interface ItemProps {
  value: string;
  label: string;
  detail?: string;
  chosen: boolean;
  onSelect: () => void;
}

function Item({ value, label, detail, chosen, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      // Not the menus’ classes: cmdk marks what is not disabled as well.
      className="relative flex cursor-default select-none items-center rounded-tag px-2 py-1 pr-7 text-12 text-ink data-[selected=true]:bg-hover pointer-coarse:min-h-11"
    >
      <span className="min-w-0">
        <span className="block truncate">{label}</span>
        {detail ? <span className="block truncate text-11 text-ink-2">{detail}</span> : null}
      </span>
      {chosen ? <Check aria-hidden className="absolute right-2 size-3.5 text-accent" /> : null}
    </Command.Item>
  );
}
