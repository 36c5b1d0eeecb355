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
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatMoment } from "@/lib/format/format-date";
import { matchesSearch } from "@/lib/i18n/matches-search";

export interface UsersTableProps {
  users: readonly ListedUser[];
  invitations: readonly ListedInvitation[];
  timezone: string;
  /** The server's present, ISO 8601. */
  now: string;
}

/** Everybody, those still invited last. `?search=` in the address narrows the list at first. */
export function UsersTable({ users, invitations, timezone, now }: UsersTableProps) {
  const t = useTranslations("users");
  const tLayout = useTranslations("layout");
  const locale = useLocale();
  const asked = useSearchParams().get("search") ?? "";
  const [search, setSearch] = useState(asked);
  useEffect(() => setSearch(asked), [asked]);
  const present = new Date(now);
  const shownUsers = users.filter((user) =>
    matchesSearch(`${user.name} ${user.email} ${tLayout(`roles.${user.role}`)}`, search),
  );
  const shownInvitations = invitations.filter((invitation) => matchesSearch(invitation.email, search));

  return (
    <>
      <SearchInput value={search} onValueChange={setSearch} label={t("search")} className="mb-3 md:w-60" />
      {shownUsers.length + shownInvitations.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t("noMatch", { search })}
          actions={
            <Button size="sm" onClick={() => setSearch("")}>
              {t("clearSearch")}
            </Button>
          }
        />
      ) : (
        <Table label={t("title")}>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t("user")}</TableHeaderCell>
              <TableHeaderCell>{t("role")}</TableHeaderCell>
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
