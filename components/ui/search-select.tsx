"use client";

import { Command } from "cmdk";
import { Check, ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { FieldControl } from "@/components/ui/field";
import { fieldClasses } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { matchesSearch } from "@/lib/i18n/matches-search";

export interface SearchOption {
  id: string;
  label: string;
  detail?: string;
  /** Found by these words too, unseen. */
  words?: string;
}

export interface SearchSelectProps extends FieldControl {
  /** An option's id; null: none of them. */
  value: string | null;
  /** How the value is written; its id otherwise. */
  shown?: string | undefined;
  /** What stands for null. */
  fallback: string;
  /** Asked for when the list opens: long lists cost time. */
  options: () => SearchOption[];
  labels: { choose: string; search: string; none: (search: string) => string };
  onValueChange: (value: string | null) => void;
}

/** One of many, found by typing. */
export function SearchSelect({
  value,
  shown,
  fallback,
  options,
  labels,
  onValueChange,
  ...control
}: SearchSelectProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        {...control}
        className={cn(
          fieldClasses,
          "flex h-9 w-full min-w-0 items-center justify-between gap-1.5 px-3 text-left text-13 pointer-coarse:h-11",
        )}
      >
        <span className="truncate">{value === null ? fallback : (shown ?? value)}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-2" />
      </PopoverTrigger>
      <PopoverContent aria-label={labels.choose} className="w-80 overflow-hidden p-0">
        <OptionList
          {...{ value, fallback, options, labels }}
          onChoose={(chosen) => {
            setOpen(false);
            if (chosen !== value) onValueChange(chosen);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

const FALLBACK = "fallback";
const textOf = ({ id, label, detail, words }: SearchOption) =>
  [id, label, detail, words].filter(Boolean).join(" ");

type OptionListProps = Pick<SearchSelectProps, "value" | "fallback" | "options" | "labels"> & {
  onChoose: (value: string | null) => void;
};

function OptionList({ value, fallback, options, labels, onChoose }: OptionListProps) {
  const [search, setSearch] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an opening
  const all = useMemo(options, []);
  const shown = all.filter((option) => matchesSearch(textOf(option), search));
  return (
    <Command
      label={labels.choose}
      shouldFilter={false}
      defaultValue={value ?? FALLBACK}
      className="flex flex-col"
    >
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder={labels.search}
        className="h-9 w-full border-line border-b bg-transparent px-3 text-13 outline-none placeholder:text-ink-3 pointer-coarse:h-11"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-12 text-ink-2">{labels.none(search)}</Command.Empty>
        {search === "" ? (
          <Item value={FALLBACK} label={fallback} chosen={value === null} onSelect={() => onChoose(null)} />
        ) : null}
        {shown.map(({ id, label, detail }) => (
          <Item
            key={id}
            value={id}
            label={label}
            detail={detail}
            chosen={id === value}
            onSelect={() => onChoose(id)}
          />
        ))}
      </Command.List>
    </Command>
  );
}

interface ItemProps {
  value: string;
  label: string;
  detail?: string | undefined;
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
