"use client";

import { Ellipsis, RefreshCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ListedToken } from "@/components/account/listed-token";
import { Badge, StatusDot } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { Scope } from "@/lib/access/roles";
import { formatDate, formatMoment } from "@/lib/format/format-date";
import { deleteTokenAction, revokeUserTokenAction } from "@/lib/tokens/actions";

export interface TokenTableProps {
  tokens: readonly ListedToken[];
  /** What their owner may now; anything beyond it is shown as lost. */
  allowed: readonly Scope[];
  timezone: string;
  /** The server's present, ISO 8601. */
  now: string;
  /** Offered for one's own tokens; without it an admin looks at somebody else's. */
  onRotate?: (token: ListedToken) => void;
}

/** Tokens with what each may, when it was used and when it ends. */
export function TokenTable({ tokens, allowed, timezone, now, onRotate }: TokenTableProps) {
  const t = useTranslations("account");
  const locale = useLocale();
  const router = useRouter();
  const [busy, start] = useTransition();
  const [revoking, setRevoking] = useState<ListedToken | null>(null);
  const present = new Date(now);

  const revoke = ({ id, name }: ListedToken) =>
    start(async () => {
      const answer = await (onRotate ? deleteTokenAction : revokeUserTokenAction)({ id }).catch(() => null);
      setRevoking(null);
      const wrong = answer ? answer.error?.message : t("tokenRevokeFailed");
      toast(wrong ? { title: wrong, tone: "error" } : { title: t("tokenRevoked", { name }) });
      router.refresh();
    });

  if (tokens.length === 0) return <p className="text-13 text-ink-2">{t("tokensNone")}</p>;
  return (
    <>
      <Table label={t("tokenList")}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("tokenName")}</TableHeaderCell>
            <TableHeaderCell>{t("tokenPrefix")}</TableHeaderCell>
            <TableHeaderCell>{t("tokenScopes")}</TableHeaderCell>
            <TableHeaderCell>{t("tokenLastUsed")}</TableHeaderCell>
            <TableHeaderCell>{t("tokenExpiry")}</TableHeaderCell>
            <TableHeaderCell className="w-10 px-1">
              <span className="sr-only">{t("actions")}</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <tbody>
          {tokens.map((token) => {
            const over = token.expiresAt !== null && new Date(token.expiresAt) <= present;
            return (
              <TableRow key={token.id}>
                <TableCell className="max-w-56 truncate font-medium" title={token.name}>
                  {token.name}
                </TableCell>
                <TableCell className="font-mono text-ink-2">{token.prefix}…</TableCell>
                <TableCell>
                  <Scopes scopes={token.scopes} allowed={allowed} />
                </TableCell>
                <TableCell className="text-ink-2">
                  {token.lastUsedAt
                    ? formatMoment(token.lastUsedAt, present, locale, timezone)
                    : t("tokenNeverUsed")}
                </TableCell>
                <TableCell className="text-ink-2">
                  {token.expiresAt === null ? (
                    t("tokenNeverExpires")
                  ) : over ? (
                    <StatusDot tone="neutral">{t("tokenExpired")}</StatusDot>
                  ) : (
                    formatDate(token.expiresAt, "minute", locale, { timezone })
                  )}
                </TableCell>
                <TableCell className="px-1">
                  <DropdownMenu>
                    <DropdownMenuTrigger asChild>
                      <Button
                        variant="ghost"
                        size="icon"
                        aria-label={t("tokenActions", { name: token.name })}
                      >
                        <Ellipsis aria-hidden />
                      </Button>
                    </DropdownMenuTrigger>
                    <DropdownMenuContent align="end">
                      {onRotate && !over ? (
                        <DropdownMenuItem onSelect={() => onRotate(token)}>
                          <RefreshCw aria-hidden />
                          {t("tokenRotate")}
                        </DropdownMenuItem>
                      ) : null}
                      <DropdownMenuItem tone="danger" onSelect={() => setRevoking(token)}>
                        <Trash2 aria-hidden />
                        {t("tokenRevoke")}
                      </DropdownMenuItem>
                    </DropdownMenuContent>
                  </DropdownMenu>
                </TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t("tokenRevokeTitle", { name: revoking?.name ?? "" })}
        description={t("tokenRevokeAbout", { prefix: revoking?.prefix ?? "" })}
        confirm={t("tokenRevoke")}
        busy={busy}
        onConfirm={() => revoking && revoke(revoking)}
      />
    </>
  );
}

function Scopes({ scopes, allowed }: { scopes: readonly Scope[]; allowed: readonly Scope[] }) {
  const t = useTranslations("account");
  return (
    <span className="flex gap-1">
      {scopes.map((scope) =>
        allowed.includes(scope) ? (
          <Badge key={scope} tone="outline" title={t(`scopes.${scope}`)}>
            {scope}
          </Badge>
        ) : (
          <Badge key={scope} title={t("tokenScopeLost")}>
            <s>{scope}</s>
            <span className="sr-only">{t("tokenScopeLost")}</span>
          </Badge>
        ),
      )}
    </span>
  );
}
