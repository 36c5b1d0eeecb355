import "server-only";
import { env } from "@/lib/env";
import { type NewLink, VALID_HOURS } from "@/lib/invitations/insert-invitation";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";

/**
 * Mails a link to whom it is for, after its transaction. @param inviter the name the mail gives
 * @returns false without mail, and when the server refused: then the link is to be copied
 */
export function mailInvitation({ invitation, url }: NewLink, inviter: string): Promise<boolean> {
  const { siteUrl, locale } = env();
  return sendMail(
    composeMail({
      to: invitation.email,
      locale: invitation.locale ?? locale,
      kind: "invitation",
      values: { inviter, site: new URL(siteUrl).host, hours: VALID_HOURS },
      url,
    }),
  );
}
