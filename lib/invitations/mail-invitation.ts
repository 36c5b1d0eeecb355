import "server-only";
import { env } from "@/lib/env";
import { type NewLink, VALID_HOURS } from "@/lib/invitations/insert-invitation";
import { composeMail } from "@/lib/mail/compose-mail";
import { mailBrand } from "@/lib/mail/mail-brand";
import { sendMail } from "@/lib/mail/send-mail";
import { getSettings } from "@/lib/settings/get-settings";

/**
 * Mails a link to whom it is for, after its transaction. @param inviter the name the mail gives
 * @returns false without mail, and when the server refused: then the link is to be copied
 */
export async function mailInvitation({ invitation, url }: NewLink, inviter: string): Promise<boolean> {
  const workspace = await getSettings();
  return sendMail(
    composeMail({
      to: invitation.email,
      locale: invitation.locale ?? workspace.locale,
      kind: "invitation",
      brand: mailBrand(workspace),
      values: { inviter, site: new URL(env().siteUrl).host, hours: VALID_HOURS },
      url,
    }),
  );
}
