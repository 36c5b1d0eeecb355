"use client";

import { Command } from "cmdk";
import { CircleAlert, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { markMatch, searchGroups } from "@/components/commands/search-groups";
import { type CommandItem, type MayDo, useCommandGroups } from "@/components/commands/use-command-groups";
import { useReturnFocus } from "@/components/layout/use-return-focus";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

export interface CommandMenuProps {
  /** Pages and commands that are not everybody's. */
  may: MayDo;
  /** What the sidebar knows already: shown until the rest has come. */
  dashboards: readonly { slug: string; name: string }[];
  onClose: () => void;
  onHelp: () => void;
}

/** Search and commands. It lists only what the server says the viewer may see. */
export function CommandMenu({ may, dashboards, onClose, onHelp }: CommandMenuProps) {
  const t = useTranslations("commands");
  const [search, setSearch] = useState("");
  const newTab = useRef(false);
  const onCloseAutoFocus = useReturnFocus();
  const { groups, state, retry } = useCommandGroups({ may, dashboards, onHelp });
  const shown = searchGroups(groups, search);
  const count = shown.reduce((sum, { items }) => sum + items.length, 0);
  const note = (event: KeyboardEvent | MouseEvent) => {
    newTab.current = event.metaKey || event.ctrlKey;
  };
  const choose = (item: CommandItem) => {
    if (item.href && newTab.current) {
      window.open(item.href, "_blank", "noopener");
      return;
    }
    onClose();
    item.run();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          // While Hangul is composed, Escape belongs to the input method.
          onEscapeKeyDown={(event) => (event.isComposing ? event.preventDefault() : undefined)}
          className="fixed inset-x-2 top-2 z-50 flex max-h-[calc(100dvh-16px)] animate-appear flex-col overflow-hidden rounded-4 bg-surface shadow-pop outline-none sm:inset-x-auto sm:top-[12vh] sm:left-1/2 sm:max-h-[70vh] sm:w-[640px] sm:-translate-x-1/2"
        >
          <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
          <Command
            label={t("title")}
            shouldFilter={false}
            vimBindings={false}
            loop
            onKeyDownCapture={note}
            onClickCapture={note}
            className="flex min-h-0 flex-col"
          >
            <div className="flex h-12 shrink-0 items-center gap-3 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-2" />
              <Command.Input
                value={search}
                onValueChange={setSearch}
                placeholder={t("placeholder")}
                className="h-full min-w-0 flex-1 bg-transparent text-15 outline-none placeholder:text-ink-3"
              />
              <Dialog.Close asChild>
                <Button variant="ghost" size="sm" className="px-1">
                  <Kbd>esc</Kbd>
                  <span className="sr-only">{t("close")}</span>
                </Button>
              </Dialog.Close>
            </div>
            <Command.List label={t("results")} className="min-h-0 flex-1 overflow-y-auto p-1.5">
              {shown.map(({ name, items }) => (
                <Command.Group
                  key={name}
                  heading={t(`groups.${name}`)}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-ink-2"
                >
                  {items.map((item) => (
                    <Item key={item.id} item={item} search={search} onChoose={choose} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            {count === 0 && state === "ready" ? (
              <p className="px-4 pb-6 text-center text-13 text-ink-2">{t("noMatch", { search })}</p>
            ) : null}
            {state === "failed" ? (
              <p
                role="alert"
                className="flex items-center gap-2 border-line border-t px-4 py-2 text-12 text-neg"
              >
                <CircleAlert aria-hidden className="size-3.5" />
                {t("failed")}
                <Button size="sm" onClick={retry}>
                  {t("retry")}
                </Button>
              </p>
            ) : null}
          </Command>
          <div className="flex h-9 shrink-0 items-center gap-4 border-line border-t bg-sunken px-4 text-11 text-ink-2">
            <span className="hidden items-center gap-1 sm:flex">
              <Kbd>↑</Kbd>
              <Kbd>↓</Kbd> {t("keys.move")}
            </span>
            <span className="hidden items-center gap-1 sm:flex">
              <Kbd>↵</Kbd> {t("keys.open")}
            </span>
            <span role="status" className="ml-auto">
              {state === "loading" ? t("loading") : t("count", { count })}
            </span>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ItemProps {
  item: CommandItem;
  search: string;
  onChoose: (item: CommandItem) => void;
}

function Item({ item, search, onChoose }: ItemProps) {
  const { icon: Icon } = item;
  const [start, match, end] = markMatch(item.label, search);
  return (
    <Command.Item
      value={item.id}
      onSelect={() => onChoose(item)}
      className="flex h-9 cursor-default items-center gap-3 rounded-2 px-2.5 text-13 data-[selected=true]:bg-accent-soft pointer-coarse:h-11 [&>svg]:size-4 [&>svg]:shrink-0"
    >
      <Icon aria-hidden className="text-ink-2" />
      <span className="min-w-0 flex-1 truncate">
        {start}
        {match ? <mark className="bg-transparent font-semibold text-accent">{match}</mark> : null}
        {end}
      </span>
      {item.note ? <span className="truncate text-12 text-ink-2">{item.note}</span> : null}
    </Command.Item>
  );
}
