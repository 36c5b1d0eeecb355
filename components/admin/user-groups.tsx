"use client";

import { Network } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGroupAction } from "@/components/admin/use-group-action";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Suggest } from "@/components/ui/suggest";
import { setUserGroupsAction } from "@/lib/groups/actions";
import { matchesSearch } from "@/lib/i18n/matches-search";

interface NamedGroup {
  id: string;
  name: string;
}

export interface UserGroupsProps {
  id: string;
  groups: readonly NamedGroup[];
  /** Every group there is. */
  all: readonly NamedGroup[];
}

/** Offered at once; typing finds the others. */
const OFFERED = 20;

/** The groups somebody is in, changed together. */
export function UserGroups({ id, groups, all }: UserGroupsProps) {
  const t = useTranslations("users");
  const tGroups = useTranslations("groups");
  const [busy, run] = useGroupAction();
  const [search, setSearch] = useState("");
  const [draft, setDraft] = useState<readonly NamedGroup[]>(groups);
  const notIn = (list: readonly NamedGroup[]) => (group: NamedGroup) =>
    !list.some((other) => other.id === group.id);
  const add = draft.filter(notIn(groups)).map((group) => group.id);
  const remove = groups.filter(notIn(draft)).map((group) => group.id);
  const found = all.filter((group) => notIn(draft)(group) && matchesSearch(group.name, search));

  return (
    <div className="flex max-w-xl flex-col gap-3">
      {draft.length === 0 ? <p className="text-13 text-ink-2">{t("groupsNone")}</p> : null}
      {draft.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {draft.map((group) => (
            <li key={group.id} className="max-w-full">
              <Chip
                removeLabel={t("groupRemove", { name: group.name })}
                onRemove={() => setDraft(draft.filter((one) => one.id !== group.id))}
              >
                {group.name}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      <Suggest
        label={t("groupAdd")}
        search={search}
        onSearchChange={setSearch}
        suggestions={found.slice(0, OFFERED).map((group) => ({
          id: group.id,
          label: group.name,
          icon: Network,
        }))}
        message={
          search.trim() === ""
            ? null
            : found.length === 0
              ? t("groupNoMatch", { search })
              : found.length > OFFERED
                ? tGroups("more")
                : null
        }
        onPick={(picked) => {
          const group = all.find((one) => one.id === picked.id);
          if (group) setDraft([...draft, group]);
          setSearch("");
        }}
      />
      <div>
        <Button
          variant="primary"
          busy={busy}
          disabled={add.length + remove.length === 0}
          onClick={() => void run(() => setUserGroupsAction({ id, add, remove }), { title: t("saved") })}
        >
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
