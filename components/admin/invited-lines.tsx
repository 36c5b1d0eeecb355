"use client";

import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { InvitedLine } from "@/lib/invitations/create-invitations";

/** A list's lines, wrong ones with what is wrong; once sent, with what became of each. */
export function InvitedLines({ lines, sent }: { lines: readonly InvitedLine[]; sent: boolean }) {
  const t = useTranslations("users.many");
  const tUsers = useTranslations("users");
  const tLayout = useTranslations("layout");
  const result = ({ problem, mailed, url }: InvitedLine) => {
    if (problem) return <StatusDot tone="negative">{t(`problems.${problem}`)}</StatusDot>;
    if (!sent) return <StatusDot tone="accent">{t("ready")}</StatusDot>;
    if (mailed) return <StatusDot tone="positive">{t("mailed")}</StatusDot>;
    return (
      <span className="inline-flex items-center gap-1">
        <StatusDot tone="positive">{t("made")}</StatusDot>
        {url ? <CopyButton text={url} label={tUsers("copyLink")} /> : null}
      </span>
    );
  };
  return (
    <Table label={t("lines")}>
      <TableHead>
        <TableRow>
          <TableHeaderCell>{t("line")}</TableHeaderCell>
          <TableHeaderCell>{tUsers("email")}</TableHeaderCell>
          <TableHeaderCell>{tUsers("role")}</TableHeaderCell>
          <TableHeaderCell>{t("result")}</TableHeaderCell>
        </TableRow>
      </TableHead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of several addresses gives several rows, and none ever moves
          <TableRow key={`${line.line} ${index}`}>
            <TableCell className="text-ink-3 tabular-nums">{line.line}</TableCell>
            <TableCell className="py-1">
              <span className="block max-w-56 truncate" title={line.email}>
                {line.email}
              </span>
              {line.name ? <span className="block max-w-56 truncate text-ink-2">{line.name}</span> : null}
            </TableCell>
            <TableCell>{tLayout(`roles.${line.role}`)}</TableCell>
            <TableCell>{result(line)}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
