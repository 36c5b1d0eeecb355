"use client";

import { Command } from "cmdk";
import { Calendar, Check, Hash, Sigma, ToggleLeft, ToggleRight, Type } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { isSwitchName } from "@/lib/editor/switch-fields";
import { groupDimensions } from "@/lib/explore/choose-fields";
import { matchesSearch } from "@/lib/i18n/matches-search";

const ICONS = {
  date: Calendar,
  time: Calendar,
  number: Hash,
  string: Type,
  boolean: ToggleLeft,
  sum: Hash,
  ratio: Sigma,
  switch: ToggleRight,
} as const;

/** A field's sign: its type, whether it adds up, a switch. */
export function FieldIcon({ info, name }: { info: DatasetInfo | undefined; name: string }) {
  const dimension = info?.dimensions.find((one) => one.name === name);
  const measure = info?.measures.find((one) => one.name === name);
  const sign = isSwitchName(name) ? "switch" : (dimension?.type ?? (measure?.additive ? "sum" : "ratio"));
  const Icon = ICONS[sign];
  return <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />;
}

export const fieldLabel = (info: DatasetInfo | undefined, name: string): string =>
  [...(info?.dimensions ?? []), ...(info?.measures ?? [])].find((one) => one.name === name)?.label ?? name;

export interface FieldMenuProps {
  info: DatasetInfo;
  /** What it is to choose, for those who listen. */
  label: string;
  of: "dimensions" | "measures" | "both";
  /** Narrows what is offered. */
  only?: ((name: string) => boolean) | undefined;
  chosen?: string | undefined;
  /** Offered first, for no field. */
  none?: string | undefined;
  onPick: (name: string | undefined) => void;
  /** The button that opens it. */
  children: ReactNode;
}

const NONE = " none";

/** A dataset's fields by group, found by typing: arrows and Enter choose. */
export function FieldMenu({ info, label, of, only, chosen, none, onPick, children }: FieldMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent aria-label={label} align="end" className="w-64 overflow-hidden p-0">
        <FieldChoices
          {...{ info, label, of, only, chosen, none }}
          onPick={(name) => {
            setOpen(false);
            onPick(name);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

type FieldChoicesProps = Omit<FieldMenuProps, "children">;

function FieldChoices({ info, label, of, only = () => true, chosen, none, onPick }: FieldChoicesProps) {
  const t = useTranslations("editor.panels.fields");
  const [search, setSearch] = useState("");
  const all = [...info.dimensions, ...info.measures];
  const matches = (name: string) => {
    const field = all.find((one) => one.name === name);
    return only(name) && matchesSearch(`${field?.label} ${name} ${field?.description ?? ""}`, search);
  };
  const groups = [
    ...(of === "measures"
      ? []
      : groupDimensions(info).map(({ label: heading, names }) => ({
          heading: heading ?? t("dimensions"),
          names,
        }))),
    ...(of === "dimensions"
      ? []
      : [{ heading: t("measures"), names: info.measures.map(({ name }) => name) }]),
  ]
    .map(({ heading, names }) => ({ heading, names: names.filter(matches) }))
    .filter(({ names }) => names.length > 0);
  const item = (name: string, text: string, icon: ReactNode, value: string | undefined) => (
    <Command.Item
      key={name}
      value={name}
      onSelect={() => onPick(value)}
      className="relative flex min-h-7 cursor-default select-none items-center gap-2 rounded-tag px-2 pr-7 text-12 text-ink data-[selected=true]:bg-hover pointer-coarse:min-h-11"
    >
      {icon}
      <span className="min-w-0 truncate">{text}</span>
      {value === chosen ? <Check aria-hidden className="absolute right-2 size-3.5 text-accent" /> : null}
    </Command.Item>
  );
  return (
    <Command label={label} shouldFilter={false} loop className="flex flex-col">
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder={t("search")}
        className="h-9 w-full border-line border-b bg-transparent px-3 text-12 outline-none placeholder:text-ink-3 pointer-coarse:h-11"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-12 text-ink-2">{t("none", { search })}</Command.Empty>
        {none !== undefined && search === "" ? item(NONE, none, null, undefined) : null}
        {groups.map(({ heading, names }) => (
          <Command.Group
            key={heading}
            heading={heading}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-ink-3"
          >
            {names.map((name) =>
              item(name, fieldLabel(info, name), <FieldIcon info={info} name={name} />, name),
            )}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
