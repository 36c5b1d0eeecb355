"use client";

import { useTranslations } from "next-intl";
import { OWN_STATE } from "@/components/dashboard/view-order";
import {
  DropdownMenuCheckboxItem,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import { DEFAULT_VIEW } from "@/lib/views/default-view";
import type { ViewSummary } from "@/lib/views/schema";

export interface ViewItemsProps {
  views: readonly ViewSummary[];
  /** A view's id, {@link OWN_STATE} or {@link DEFAULT_VIEW}. */
  current: string;
  /** What the dashboard as published is called. */
  published: string;
  onSwitch: (view: string) => void;
  onSaveAs: () => void;
  onCopyLink: () => void;
  /** Of the view in force, by what the viewer may do to it; absent: not theirs to do. */
  onEdit?: () => void;
  onDuplicate?: () => void;
  onDelete?: () => void;
  onDefault?: (whom: "me" | "everyone", on: boolean) => void;
  /** Whether the viewer may choose what opens for everybody. */
  mayOpenForAll: boolean;
}

/** What the view switcher opens: the views, and what can be done to the one in force. */
export function ViewItems({ views, current, published, onSwitch, ...actions }: ViewItemsProps) {
  const t = useTranslations("dashboard");
  const named = views.filter(({ name }) => name !== null);
  const own = views.some(({ name }) => name === null);
  const groups = [
    { label: t("views.personal"), list: named.filter(({ scope }) => scope === "personal") },
    { label: t("views.shared"), list: named.filter(({ scope }) => scope === "shared") },
  ].filter(({ list }) => list.length > 0);
  return (
    <>
      <DropdownMenuRadioGroup value={current} onValueChange={onSwitch}>
        {own ? <DropdownMenuRadioItem value={OWN_STATE}>{t("views.own")}</DropdownMenuRadioItem> : null}
        <DropdownMenuRadioItem value={DEFAULT_VIEW}>{published}</DropdownMenuRadioItem>
        {groups.map(({ label, list }) => (
          <div key={label}>
            <DropdownMenuLabel>{label}</DropdownMenuLabel>
            {list.map((view) => (
              <DropdownMenuRadioItem key={view.id} value={view.id} title={view.name ?? undefined}>
                <span className="min-w-0 truncate">{view.name}</span>
                {view.isMyDefault || view.isDefault ? (
                  <span className="ml-auto shrink-0 text-11 text-ink-2">
                    {t(view.isMyDefault ? "views.myDefault" : "views.everyDefault")}
                  </span>
                ) : null}
              </DropdownMenuRadioItem>
            ))}
          </div>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      <Actions {...actions} view={named.find(({ id }) => id === current)} />
    </>
  );
}

type ActionsProps = Omit<ViewItemsProps, "views" | "current" | "published" | "onSwitch"> & {
  /** The named view in force. */
  view: ViewSummary | undefined;
};

/** What can be done here and to the view in force. */
function Actions({
  view,
  onSaveAs,
  onCopyLink,
  onEdit,
  onDuplicate,
  onDelete,
  onDefault,
  mayOpenForAll,
}: ActionsProps) {
  const t = useTranslations("dashboard");
  return (
    <>
      <DropdownMenuItem onSelect={onSaveAs}>{t("views.saveAs")}</DropdownMenuItem>
      <DropdownMenuItem onSelect={onCopyLink}>{t("views.copyLink")}</DropdownMenuItem>
      {onDuplicate || onDelete ? (
        <>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{t("views.actions")}</DropdownMenuLabel>
        </>
      ) : null}
      {onEdit ? <DropdownMenuItem onSelect={onEdit}>{t("views.edit")}</DropdownMenuItem> : null}
      {onDuplicate ? (
        <DropdownMenuItem onSelect={onDuplicate}>{t("views.duplicate")}</DropdownMenuItem>
      ) : null}
      {view && onDefault ? (
        <>
          <DropdownMenuCheckboxItem checked={view.isMyDefault} onCheckedChange={(on) => onDefault("me", on)}>
            {t("views.openForMe")}
          </DropdownMenuCheckboxItem>
          {mayOpenForAll && view.scope === "shared" ? (
            <DropdownMenuCheckboxItem
              checked={view.isDefault}
              onCheckedChange={(on) => onDefault("everyone", on)}
            >
              {t("views.openForAll")}
            </DropdownMenuCheckboxItem>
          ) : null}
        </>
      ) : null}
      {onDelete ? (
        <DropdownMenuItem tone="danger" onSelect={onDelete}>
          {t("views.delete")}
        </DropdownMenuItem>
      ) : null}
    </>
  );
}
