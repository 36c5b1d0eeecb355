"use client";

import { Ellipsis, MailX, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InvitationLinkBody } from "@/components/admin/invitation-link";
import type { InvitationLink, ListedInvitation } from "@/components/admin/person";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { resendInvitationAction, revokeInvitationAction } from "@/lib/invitations/actions";

export interface InvitationActionsProps {
  invitation: ListedInvitation;
  timezone: string;
  /** Runs work as the row's transition, so that the row shows it. */
  start: (work: () => Promise<void>) => void;
}

/** What can be done with a pending invitation: send it again, withdraw it. */
export function InvitationActions({ invitation, timezone, start }: InvitationActionsProps) {
  const t = useTranslations("users");
  const router = useRouter();
  const [link, setLink] = useState<InvitationLink | null>(null);
  const { id, email } = invitation;

  const withdraw = () =>
    start(async () => {
      const answer = await revokeInvitationAction({ id }).catch(() => null);
      const wrong = answer ? answer.error?.message : t("withdrawFailed");
      toast(wrong ? { title: wrong, tone: "error" } : { title: t("withdrawn", { email }) });
      router.refresh();
    });
  const resend = () =>
    start(async () => {
      const answer = await resendInvitationAction({ id }).catch(() => null);
      const made = answer?.data;
      if (!made) {
        const wrong = answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("inviteFailed");
        toast({ title: wrong, tone: "error" });
        router.refresh();
      } else if (made.mailed) {
        toast({ title: t("mailedTo", { email }) });
        router.refresh();
      } else {
        // The row goes with its old link: the list is read again once the new one is copied.
        setLink({ email, url: made.url, expiresAt: new Date(made.invitation.expiresAt).toISOString() });
      }
    });
  const close = () => {
    setLink(null);
    router.refresh();
  };

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t("actionsFor", { email })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={resend}>
            <Send aria-hidden />
            {t("resend")}
          </DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={withdraw}>
            <MailX aria-hidden />
            {t("withdraw")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={link !== null} onOpenChange={(open) => !open && close()}>
        {link ? (
          <DialogContent title={t("linkReady")} description={t("newLinkAbout", { email })}>
            <InvitationLinkBody link={link} timezone={timezone} />
            <DialogFooter>
              <Button onClick={close}>{t("done")}</Button>
            </DialogFooter>
          </DialogContent>
        ) : null}
      </Dialog>
    </>
  );
}
