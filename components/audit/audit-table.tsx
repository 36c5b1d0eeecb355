"use client";

import { ChevronRight, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, useId, useState } from "react";
import { type AuditAddress, auditParams } from "@/components/audit/audit-address";
import { AuditDetails } from "@/components/audit/audit-details";
import type { AuditEntry } from "@/components/audit/audit-entry";
import { useNavigation } from "@/components/dashboard/navigation";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatDate } from "@/lib/format/format-date";

const TONES = { INFO: "neutral", WARNING: "warning", ERROR: "negative", CRITICAL: "negative" } as const;

export interface AuditTableProps {
  entries: readonly AuditEntry[];
  address: AuditAddress;
  nextCursor: number | null;
  /** How far a search has looked when there is more, ISO 8601. */
  searchedBackTo: string | null;
  timezone: string;
}

/** One page of the log; each row opens to all that is on record. */
export function AuditTable({ entries, address, nextCursor, searchedBackTo, timezone }: AuditTableProps) {
  const t = useTranslations("audit");
  const locale = useViewerLocale();
  const { navigate } = useNavigation();
  const moment = (at: string) => formatDate(at, "minute", locale, { timezone, pattern: "full" });
  const filtered = Object.keys(address.filters).length > 0;
  return (
    <>
      {entries.length === 0 ? (
        <div className="rounded-3 border border-line bg-surface">
          <EmptyState
            icon={ScrollText}
            title={t(filtered ? "noMatch" : "emptyTitle")}
            description={t(filtered ? "noMatchText" : "emptyText")}
            actions={
              filtered ? (
                <Button
                  size="sm"
                  onClick={() => navigate(auditParams({ ...address, filters: {}, cursor: null }))}
                >
                  {t("clear")}
                </Button>
              ) : null
            }
          />
        </div>
      ) : (
        <Table label={t("title")}>
          <TableHead>
            <TableRow>
              <TableHeaderCell className="w-9 px-0">
                <span className="sr-only">{t("details")}</span>
              </TableHeaderCell>
              <TableHeaderCell className="pl-0">{t("time")}</TableHeaderCell>
              <TableHeaderCell>{t("severity")}</TableHeaderCell>
              <TableHeaderCell>{t("category")}</TableHeaderCell>
              <TableHeaderCell>{t("who")}</TableHeaderCell>
              <TableHeaderCell>{t("what")}</TableHeaderCell>
              <TableHeaderCell className="text-right">{t("status")}</TableHeaderCell>
              <TableHeaderCell>{t("where")}</TableHeaderCell>
            </TableRow>
          </TableHead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} address={address} timezone={timezone} when={moment} />
            ))}
          </tbody>
        </Table>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-3 text-12 text-ink-2">
        <p role="status">
          {searchedBackTo
            ? t("searchedBack", { moment: moment(searchedBackTo) })
            : t("shown", { count: entries.length })}{" "}
          · {t("zone", { timezone })}
        </p>
        <div className="ml-auto flex gap-2">
          {address.cursor === null ? null : (
            <Button onClick={() => navigate(auditParams({ ...address, cursor: null }))}>{t("newest")}</Button>
          )}
          {nextCursor === null ? null : (
            <Button onClick={() => navigate(auditParams({ ...address, cursor: nextCursor }))}>
              {t("older")}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

interface RowProps {
  entry: AuditEntry;
  address: AuditAddress;
  timezone: string;
  when: (at: string) => string;
}

function Row({ entry, address, when }: RowProps) {
  const t = useTranslations("audit");
  const [open, setOpen] = useState(false);
  const id = useId();
  const time = when(entry.timestamp);
  return (
    <Fragment>
      <TableRow className="relative hover:bg-hover">
        <TableCell className="w-9 px-0 text-center">
          {/* The button covers its row, so that the whole row opens. */}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            aria-label={t("show", { action: entry.action, time })}
            onClick={() => setOpen(!open)}
            className="static after:absolute after:inset-0"
          >
            <ChevronRight
              aria-hidden
              className={cn("text-ink-2 transition-transform", open && "rotate-90")}
            />
          </Button>
        </TableCell>
        <TableCell className="pl-0 tabular-nums">
          <time dateTime={entry.timestamp}>{time}</time>
        </TableCell>
        <TableCell>
          <Badge tone={TONES[entry.severity]}>{t(`severities.${entry.severity}`)}</Badge>
        </TableCell>
        <TableCell>{t(`categories.${entry.category}`)}</TableCell>
        <TableCell className="max-w-48 truncate">
          {entry.userName ?? (
            <span className="text-ink-2">{t(entry.userId ? "gone" : entry.path ? "nobody" : "system")}</span>
          )}
        </TableCell>
        <TableCell className="font-medium">{entry.action}</TableCell>
        <TableCell className="text-right tabular-nums">{entry.responseStatus ?? "–"}</TableCell>
        <TableCell className="max-w-72 truncate text-ink-2">
          {entry.path ? `${entry.method ?? ""} ${entry.path}` : "–"}
        </TableCell>
      </TableRow>
      {open ? (
        <TableRow id={id} className="bg-sunken">
          <td colSpan={8} className="p-0">
            <AuditDetails entry={entry} address={address} />
          </td>
        </TableRow>
      ) : null}
    </Fragment>
  );
}
