"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { formatMoment } from "@/lib/format/format-date";
import { revokeOtherSessionsAction, revokeSessionAction } from "@/lib/sessions/actions";
import { describeDevice } from "@/lib/sessions/describe-device";

/** A sign-in as the list shows it. Moments in ISO 8601. */
export interface ListedSession {
  id: string;
  ip: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  isCurrent: boolean;
}

export interface SessionListProps {
  sessions: readonly ListedSession[];
  timezone: string;
  /** The server's present, ISO 8601. */
  now: string;
}

/** Where one is signed in, with the way out of each. */
export function SessionList({ sessions, timezone, now }: SessionListProps) {
  const t = useTranslations("account");
  const locale = useLocale();
  const router = useRouter();
  const [busy, start] = useTransition();
  const [asking, setAsking] = useState(false);
  const present = new Date(now);
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;

  const nameOf = (userAgent: string) => {
    const { browser, system } = describeDevice(userAgent);
    if (browser && system) return t("deviceBoth", { browser, system });
    return browser ?? system ?? t("deviceUnknown");
  };
  const end = (id: string) =>
    start(async () => {
      const answer = await revokeSessionAction({ id }).catch(() => null);
      const wrong = answer ? answer.error?.message : t("endFailed");
      toast(wrong ? { title: wrong, tone: "error" } : { title: t("sessionEnded") });
      router.refresh();
    });
  const endOthers = () =>
    start(async () => {
      const answer = await revokeOtherSessionsAction(undefined).catch(() => null);
      setAsking(false);
      toast(
        answer?.data
          ? { title: t("othersEnded", answer.data) }
          : { title: answer?.error?.message ?? t("endFailed"), tone: "error" },
      );
      router.refresh();
    });

  return (
    <div className="flex flex-col gap-3">
      <Table label={t("sessionList")}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("device")}</TableHeaderCell>
            <TableHeaderCell>{t("address")}</TableHeaderCell>
            <TableHeaderCell>{t("signedInAt")}</TableHeaderCell>
            <TableHeaderCell>{t("lastSeen")}</TableHeaderCell>
            <TableHeaderCell>
              <span className="sr-only">{t("actions")}</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <tbody>
          {sessions.map((session) => {
            const device = nameOf(session.userAgent);
            const when = formatMoment(session.lastSeenAt, present, locale, timezone);
            return (
              <TableRow key={session.id}>
                <TableCell title={session.userAgent}>{device}</TableCell>
                <TableCell className="font-mono text-ink-2">{session.ip || "–"}</TableCell>
                <TableCell className="text-ink-2">
                  {formatMoment(session.createdAt, present, locale, timezone)}
                </TableCell>
                <TableCell className="text-ink-2">{when}</TableCell>
                <TableCell className="text-right">
                  {session.isCurrent ? (
                    <Badge tone="accent">{t("thisSession")}</Badge>
                  ) : (
                    <Button
                      size="sm"
                      busy={busy}
                      aria-label={t("endSessionOf", { device, when })}
                      onClick={() => end(session.id)}
                    >
                      {t("endSession")}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
      {others > 0 ? (
        <div>
          <Button variant="danger" onClick={() => setAsking(true)}>
            {t("endOthers")}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("endOthersTitle")}
        description={t("endOthersAbout", { count: others })}
        confirm={t("endOthers")}
        busy={busy}
        onConfirm={endOthers}
      />
    </div>
  );
}
