"use client";

import { UserPlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGroupAction } from "@/components/admin/use-group-action";
import { Avatar } from "@/components/layout/avatar";
import { StatusDot } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { SearchInput } from "@/components/ui/search-input";
import { Suggest } from "@/components/ui/suggest";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { Role } from "@/lib/access/roles";
import { setMembersAction } from "@/lib/groups/actions";
import { matchesSearch } from "@/lib/i18n/matches-search";

interface Person {
  id: string;
  name: string;
  email: string;
}
export interface Member extends Person {
  role: Role;
  suspended: boolean;
}

export interface GroupMembersProps {
  id: string;
  members: readonly Member[];
  /** Active people who are not in the group. */
  others: readonly Person[];
}

/** Offered at once; typing finds the others. */
const OFFERED = 20;
/** Beyond this the list gets a search of its own. */
const UNSEARCHED = 10;
/** One request takes in no more. */
const AT_ONCE = 200;

const textOf = ({ name, email }: Person) => `${name} ${email}`;

/** Who is in the group, and who comes in: picked one by one, taken in together. */
export function GroupMembers({ id, members, others }: GroupMembersProps) {
  const t = useTranslations("groups");
  const tLayout = useTranslations("layout");
  const tUsers = useTranslations("users");
  const [busy, run] = useGroupAction();
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState("");
  const [picked, setPicked] = useState<readonly Person[]>([]);
  // Somebody else may have taken them in meanwhile.
  const chosen = picked.filter((person) => others.some((other) => other.id === person.id));
  const found = others.filter(
    (person) => !chosen.some((one) => one.id === person.id) && matchesSearch(textOf(person), search),
  );
  const shown = members.filter((member) => matchesSearch(textOf(member), filter));

  const add = async () => {
    const ids = chosen.map((person) => person.id);
    const done = { title: t("memberAdded", { count: ids.length }) };
    if (await run(() => setMembersAction({ id, add: ids }), done)) setPicked([]);
  };
  const remove = (member: Member) =>
    run(() => setMembersAction({ id, remove: [member.id] }), {
      title: t("memberRemoved", { name: member.name }),
      action: {
        label: t("undo"),
        run: () => void run(() => setMembersAction({ id, add: [member.id] }), null),
      },
    });

  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Suggest
          label={t("memberSearch")}
          search={search}
          onSearchChange={setSearch}
          suggestions={found.slice(0, OFFERED).map(({ id: key, name, email }) => ({
            id: key,
            label: name,
            note: email,
          }))}
          message={
            search.trim() === ""
              ? null
              : found.length === 0
                ? t("memberNoMatch", { search })
                : found.length > OFFERED
                  ? t("more")
                  : null
          }
          onPick={(suggestion) => {
            const person = others.find((other) => other.id === suggestion.id);
            if (person && chosen.length < AT_ONCE) setPicked([...chosen, person]);
            setSearch("");
          }}
        />
        {chosen.length > 0 ? (
          <div className="flex flex-wrap items-center gap-2">
            {chosen.map((person) => (
              <Chip
                key={person.id}
                title={person.email}
                removeLabel={t("memberUnpick", { name: person.name })}
                onRemove={() => setPicked(chosen.filter((one) => one.id !== person.id))}
              >
                {person.name}
              </Chip>
            ))}
            <Button variant="primary" busy={busy} onClick={() => void add()}>
              <UserPlus aria-hidden />
              {t("memberAdd", { count: chosen.length })}
            </Button>
          </div>
        ) : null}
      </div>
      {members.length > UNSEARCHED ? (
        <SearchInput value={filter} onValueChange={setFilter} label={t("memberFilter")} className="md:w-60" />
      ) : null}
      {shown.length === 0 ? (
        <p className="text-13 text-ink-2">
          {members.length === 0 ? t("memberNone") : t("memberFilterNone", { search: filter })}
        </p>
      ) : (
        <Table label={t("memberList")}>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{tUsers("user")}</TableHeaderCell>
              <TableHeaderCell>{tUsers("role")}</TableHeaderCell>
              <TableHeaderCell>
                <span className="sr-only">{t("actions")}</span>
              </TableHeaderCell>
            </TableRow>
          </TableHead>
          <tbody>
            {shown.map((member) => (
              <TableRow key={member.id}>
                <TableCell>
                  <span className="flex items-center gap-2.5">
                    <Avatar name={member.name} className="size-5 text-[9px]" />
                    <span className="flex flex-col py-1 md:flex-row md:items-baseline md:gap-2.5">
                      <Link
                        href={`/admin/users/${member.id}`}
                        className="rounded-tag font-medium text-13 hover:underline"
                      >
                        {member.name}
                      </Link>
                      <span className="text-ink-2">{member.email}</span>
                    </span>
                  </span>
                </TableCell>
                <TableCell>
                  <span className="flex items-center gap-2.5">
                    {tLayout(`roles.${member.role}`)}
                    {member.suspended ? <StatusDot tone="neutral">{tUsers("suspended")}</StatusDot> : null}
                  </span>
                </TableCell>
                <TableCell className="text-right">
                  <Button
                    size="sm"
                    busy={busy}
                    aria-label={t("memberRemoveOf", { name: member.name })}
                    onClick={() => void remove(member)}
                  >
                    {t("memberRemove")}
                  </Button>
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
