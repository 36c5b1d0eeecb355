"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Refusal } from "@/components/dashboard/ask-api";
import { purgeDashboard, unbinDashboard } from "@/components/dashboard/bin/bin-requests";
import { signInAgain } from "@/components/layout/sign-in-again";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { BinnedDashboard } from "@/lib/dashboards/bin/schema";
import { formatDate, formatMoment } from "@/lib/format/format-date";

export interface BinTableProps {
  dashboards: readonly BinnedDashboard[];
  /** Whether they are several people's. */
  showOwner: boolean;
  /** Whether the viewer may restore and purge them: a setting can keep that to admins. */
  mayChange: boolean;
  timezone: string;
  /** The server's present. ISO 8601. */
  now: string;
}

/** What lies in the bin, with the way back and the way out for good. */
export function BinTable({ dashboards, showOwner, mayChange, timezone, now }: BinTableProps) {
  const t = useTranslations("bin");
  const locale = useViewerLocale();
  const router = useRouter();
  const [renaming, rename] = useState<BinnedDashboard | null>(null);
  const [purging, purge] = useState<BinnedDashboard | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const deleted = ({ deletedBy, deletedAt }: BinnedDashboard) =>
    t("deletedBy", {
      who: deletedBy?.name ?? t("nobody"),
      when: formatMoment(deletedAt, new Date(now), locale, timezone),
    });
  const day = (at: string) => formatDate(at, "day", locale, { timezone });

  /** @returns what was refused, for a form to show; null when it is done */
  const restore = async ({ id, name }: BinnedDashboard, slug?: string): Promise<Refusal | null> => {
    setBusy(id);
    const answer = await unbinDashboard(id, slug);
    setBusy(null);
    if ("signedOut" in answer) signInAgain();
    if ("refused" in answer) return answer.refused;
    if ("data" in answer) {
      const { slug: at } = answer.data;
      toast({
        title: t("restored", { name }),
        action: { label: t("open"), run: () => router.push(`/d/${at}`) },
      });
      router.refresh();
    }
    return null;
  };
  const start = async (entry: BinnedDashboard) => {
    if (entry.slugTaken) return rename(entry);
    const refused = await restore(entry);
    // Taken since the list was drawn.
    if (refused?.details.fields?.some(({ path }) => path === "slug")) rename({ ...entry, slugTaken: true });
    else if (refused) toast({ tone: "error", title: refused.message || t("unreachable") });
  };
  const remove = async () => {
    if (!purging) return;
    setBusy(purging.id);
    const answer = await purgeDashboard(purging.id);
    setBusy(null);
    if ("signedOut" in answer) return signInAgain();
    purge(null);
    if ("refused" in answer)
      return toast({ tone: "error", title: answer.refused.message || t("unreachable") });
    toast({ title: t("purged", { name: purging.name }) });
    router.refresh();
  };

  return (
    <>
      <Table label={t("title")}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("dashboard")}</TableHeaderCell>
            {showOwner ? <TableHeaderCell className="max-md:hidden">{t("owner")}</TableHeaderCell> : null}
            <TableHeaderCell className="max-md:hidden">{t("deleted")}</TableHeaderCell>
            <TableHeaderCell className="max-md:hidden">{t("gone")}</TableHeaderCell>
            {mayChange ? (
              <TableHeaderCell>
                <span className="sr-only">{t("actions")}</span>
              </TableHeaderCell>
            ) : null}
          </TableRow>
        </TableHead>
        <tbody>
          {dashboards.map((entry) => (
            <TableRow key={entry.id}>
              <TableCell className="max-w-72 py-1.5 max-md:whitespace-normal">
                <span className="block truncate font-medium text-13">{entry.name}</span>
                <span className="block truncate text-11 text-ink-2">{entry.slug}</span>
                {/* A phone has no room for columns. */}
                <span className="block text-11 text-ink-2 md:hidden">
                  {deleted(entry)} · {t("goneAt", { day: day(entry.goneAt) })}
                </span>
              </TableCell>
              {showOwner ? (
                <TableCell className="max-md:hidden">{entry.ownerName ?? t("nobody")}</TableCell>
              ) : null}
              <TableCell className="max-md:hidden">{deleted(entry)}</TableCell>
              <TableCell className="tabular-nums max-md:hidden">{day(entry.goneAt)}</TableCell>
              {mayChange ? (
                <TableCell>
                  <span className="flex justify-end gap-2 py-1.5 max-md:flex-col">
                    <Button
                      size="sm"
                      busy={busy === entry.id}
                      aria-label={t("restoreNamed", { name: entry.name })}
                      onClick={() => void start(entry)}
                    >
                      {t("restore")}
                    </Button>
                    <Button
                      size="sm"
                      variant="danger"
                      aria-label={t("purgeNamed", { name: entry.name })}
                      onClick={() => purge(entry)}
                    >
                      {t("purge")}
                    </Button>
                  </span>
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={purging !== null}
        onOpenChange={(open) => open || purge(null)}
        title={t("purgeTitle", { name: purging?.name ?? "" })}
        description={t("purgeText")}
        confirm={t("purge")}
        busy={busy !== null}
        onConfirm={() => void remove()}
      />
      {renaming ? <OtherAddress entry={renaming} restore={restore} onClose={() => rename(null)} /> : null}
    </>
  );
}

interface OtherAddressProps {
  entry: BinnedDashboard;
  restore: (entry: BinnedDashboard, slug: string) => Promise<Refusal | null>;
  onClose: () => void;
}

/** Its address is another dashboard's by now: which one it is to have. */
function OtherAddress({ entry, restore, onClose }: OtherAddressProps) {
  const t = useTranslations("bin");
  const [slug, setSlug] = useState(`${entry.slug.slice(0, 78)}-2`);
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await restore(entry, slug);
    setBusy(false);
    if (!refused) return onClose();
    setError(refused.details.fields?.[0]?.message ?? (refused.message || t("unreachable")));
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title={t("restoreNamed", { name: entry.name })}
        description={t("taken", { slug: entry.slug })}
      >
        <form onSubmit={(event) => void submit(event)} className="contents">
          <DialogBody>
            <Field label={t("address")} error={error} hint={t("addressHint")}>
              {(control) => (
                <Input
                  {...control}
                  required
                  maxLength={80}
                  autoCapitalize="none"
                  spellCheck={false}
                  value={slug}
                  onChange={(event) => setSlug(event.target.value)}
                />
              )}
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t("restore")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
