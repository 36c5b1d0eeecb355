"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { InvitationActions } from "@/components/admin/invitation-actions";
import type { ListedInvitation, ListedUser } from "@/components/admin/person";
import { Avatar } from "@/components/layout/avatar";
import { Badge, StatusDot } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatMoment } from "@/lib/format/format-date";
import { matchesSearch } from "@/lib/i18n/matches-search";

export interface UsersTableProps {
  users: readonly ListedUser[];
  /** Every group, to narrow the list to one. */
  groups: readonly { id: string; name: string }[];
  invitations: readonly ListedInvitation[];
  timezone: string;
  /** The server's present, ISO 8601. */
  now: string;
}

const ANY = "any";
/** Named in a row; the others are counted. */
const NAMED = 2;

/** Everybody, those still invited last. `?search=` in the address narrows the list at first, `?group=` to a group's members. */
export function UsersTable({ users, groups, invitations, timezone, now }: UsersTableProps) {
  const t = useTranslations("users");
  const tLayout = useTranslations("layout");
  const locale = useLocale();
  const params = useSearchParams();
  const asked = params.get("search") ?? "";
  const group = groups.find(({ id }) => id === params.get("group"))?.id ?? ANY;
  const [search, setSearch] = useState(asked);
  useEffect(() => setSearch(asked), [asked]);
  const present = new Date(now);
  const shownUsers = users.filter(
    (user) =>
      (group === ANY || user.groups.some(({ id }) => id === group)) &&
      matchesSearch(`${user.name} ${user.email} ${tLayout(`roles.${user.role}`)}`, search),
  );
  // Who is only invited is in no group yet.
  const shownInvitations =
    group === ANY ? invitations.filter((invitation) => matchesSearch(invitation.email, search)) : [];
  const narrow = (next: string) => {
    const address = new URLSearchParams(window.location.search);
    if (next === ANY) address.delete("group");
    else address.set("group", next);
    window.history.replaceState(null, "", address.size > 0 ? `?${address}` : window.location.pathname);
  };

  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchInput
          value={search}
          onValueChange={setSearch}
          label={t("search")}
          className="w-full md:w-60"
        />
        {groups.length > 0 ? (
          <Select value={group} onValueChange={narrow}>
            <SelectTrigger
              prefix={t("groupFilter")}
              aria-label={t("groupFilter")}
              className="w-full md:w-auto md:max-w-72"
            />
            <SelectContent>
              <SelectItem value={ANY}>{t("groupAny")}</SelectItem>
              {groups.map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        ) : null}
      </div>
      {shownUsers.length + shownInvitations.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={group === ANY ? t("noMatch", { search }) : t("groupEmpty")}
          actions={
            <Button
              size="sm"
              onClick={() => {
                setSearch("");
                narrow(ANY);
              }}
            >
              {t(group === ANY ? "clearSearch" : "clearFilters")}
            </Button>
          }
        />
      ) : (
        <Table label={t("title")}>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t("user")}</TableHeaderCell>
              <TableHeaderCell>{t("role")}</TableHeaderCell>
              <TableHeaderCell>{t("groups")}</TableHeaderCell>
              <TableHeaderCell>{t("duties")}</TableHeaderCell>
              <TableHeaderCell>{t("status")}</TableHeaderCell>
              <TableHeaderCell>{t("lastSeen")}</TableHeaderCell>
              <TableHeaderCell className="w-10 px-1">
                <span className="sr-only">{t("actions")}</span>
              </TableHeaderCell>
            </TableRow>
          </TableHead>
          <tbody>
            {shownUsers.map((user) => (
              <TableRow key={user.id}>
                <TableCell>
                  <span className="flex items-center gap-2.5">
                    <Avatar name={user.name} className="size-5 text-[9px]" />
                    <span className="flex flex-col py-1 md:flex-row md:items-baseline md:gap-2.5">
                      <Link
                        href={`/admin/users/${user.id}`}
                        className="rounded-tag font-medium text-13 hover:underline"
                      >
                        {user.name}
                      </Link>
                      <span className="text-ink-2">{user.email}</span>
                    </span>
                  </span>
                </TableCell>
                <TableCell>{tLayout(`roles.${user.role}`)}</TableCell>
                <TableCell>
                  <GroupNames groups={user.groups} />
                </TableCell>
                <TableCell>
                  {user.duties.length > 0 ? (
                    <span className="flex gap-1">
                      {user.duties.map((duty) => (
                        <Badge key={duty} tone="outline">
                          {t(`dutyNames.${duty}`)}
                        </Badge>
                      ))}
                    </span>
                  ) : (
                    "–"
                  )}
                </TableCell>
                <TableCell>
                  <StatusDot tone={user.suspendedAt ? "neutral" : "positive"}>
                    {t(user.suspendedAt ? "suspended" : "active")}
                  </StatusDot>
                </TableCell>
                <TableCell className="text-ink-2">
                  {user.lastSeenAt ? formatMoment(user.lastSeenAt, present, locale, timezone) : t("never")}
                </TableCell>
                <TableCell />
              </TableRow>
            ))}
            {shownInvitations.map((invitation) => (
              <InvitationRow key={invitation.id} {...{ invitation, present, timezone }} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function GroupNames({ groups }: Pick<ListedUser, "groups">) {
  if (groups.length === 0) return "–";
  const names = groups.map(({ name }) => name);
  return (
    <span className="flex gap-1" title={names.join(", ")}>
      {names.slice(0, NAMED).map((name) => (
        <Badge key={name} className="block max-w-40 truncate leading-5">
          {name}
        </Badge>
      ))}
      {names.length > NAMED ? <Badge>+{names.length - NAMED}</Badge> : null}
    </span>
  );
}

interface InvitationRowProps {
  invitation: ListedInvitation;
  present: Date;
  timezone: string;
}

function InvitationRow({ invitation, present, timezone }: InvitationRowProps) {
  const t = useTranslations("users");
  const tLayout = useTranslations("layout");
  const [busy, start] = useTransition();
  const hoursLeft = (new Date(invitation.expiresAt).getTime() - present.getTime()) / 3_600_000;
  return (
    <TableRow className={busy ? "opacity-50" : undefined}>
      <TableCell>
        <span className="flex items-center gap-2.5">
          <Avatar name={invitation.email} className="size-5 text-[9px]" />
          <span className="text-ink-2">{invitation.email}</span>
        </span>
      </TableCell>
      <TableCell>{tLayout(`roles.${invitation.role}`)}</TableCell>
      <TableCell>–</TableCell>
      <TableCell>–</TableCell>
      <TableCell>
        {hoursLeft > 0 ? (
          <StatusDot tone="accent">{t("invited")}</StatusDot>
        ) : (
          <StatusDot tone="warning">{t("inviteExpired")}</StatusDot>
        )}
      </TableCell>
      <TableCell className="text-ink-2">
        {hoursLeft <= 0
          ? "–"
          : hoursLeft >= 24
            ? t("daysLeft", { count: Math.round(hoursLeft / 24) })
            : t("hoursLeft", { count: Math.ceil(hoursLeft) })}
      </TableCell>
      <TableCell className="px-1">
        <InvitationActions {...{ invitation, timezone, start }} />
      </TableCell>
    </TableRow>
  );
}
