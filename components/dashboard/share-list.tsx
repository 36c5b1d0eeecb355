"use client";

import { Network, Shield, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/layout/avatar";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import type { ListedShare, Sharing } from "@/lib/dashboards/share/schema";

/** The group's or the person's id, or the role. */
export const targetOf = (share: ListedShare): string =>
  "role" in share ? share.role : "group" in share ? share.group : share.user;

export interface ShareListProps {
  owner: Sharing["owner"];
  shares: readonly ListedShare[];
  /** Absent: nothing may be changed here. */
  onChange?: (shares: ListedShare[]) => void;
}

/** Who may open a dashboard beside everybody: its owner, then roles, groups and people with what they may. */
export function ShareList({ owner, shares, onChange }: ShareListProps) {
  const t = useTranslations("share");
  return (
    <ul aria-label={t("people")} className="flex flex-col">
      <li className="flex min-h-11 items-center gap-2.5 pointer-coarse:min-h-12">
        {owner ? (
          <>
            <Avatar name={owner.name} />
            <Who name={owner.name} note={owner.email} />
            <span className="shrink-0 px-2 text-12 text-ink-2">{t("owner")}</span>
          </>
        ) : (
          <span className="text-12 text-ink-2">{t("noOwner")}</span>
        )}
      </li>
      {shares.map((share) => (
        <Row
          key={targetOf(share)}
          share={share}
          {...(onChange
            ? {
                onChange: (next) =>
                  onChange(shares.flatMap((one) => (one !== share ? [one] : next === null ? [] : [next]))),
              }
            : {})}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  share: ListedShare;
  /** Null takes it off the list. */
  onChange?: (share: ListedShare | null) => void;
}

function Row({ share, onChange }: RowProps) {
  const t = useTranslations("share");
  const name = "role" in share ? t("allEditors") : share.name;
  return (
    <li className="flex min-h-11 items-center gap-2.5 pointer-coarse:min-h-12">
      {"group" in share || "role" in share ? (
        <span className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-press text-ink-2">
          {"role" in share ? (
            <Shield aria-hidden className="size-3.5" />
          ) : (
            <Network aria-hidden className="size-3.5" />
          )}
        </span>
      ) : (
        <Avatar name={name} />
      )}
      <Who name={name} note={"role" in share ? t("role") : "group" in share ? t("group") : share.email} />
      {onChange ? (
        <>
          <Select
            value={share.canEdit ? "edit" : "view"}
            onValueChange={(value) => onChange({ ...share, canEdit: value === "edit" })}
          >
            <SelectTrigger aria-label={t("accessOf", { name })} className="shrink-0" />
            <SelectContent>
              <SelectItem value="view">{t("view")}</SelectItem>
              <SelectItem value="edit">{t("edit")}</SelectItem>
            </SelectContent>
          </Select>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("remove", { name })}
            onClick={() => onChange(null)}
            className="text-ink-2"
          >
            <X aria-hidden />
          </Button>
        </>
      ) : (
        <span className="shrink-0 px-2 text-12 text-ink-2">{t(share.canEdit ? "edit" : "view")}</span>
      )}
    </li>
  );
}

function Who({ name, note }: { name: string; note: string }) {
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate text-13">{name}</span>
      <span className="block truncate text-11 text-ink-2">{note}</span>
    </span>
  );
}
