import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { getInvitation } from "@/lib/invitations/get-invitation";
import { AcceptForm } from "./accept-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invite"))("title"), referrer: "no-referrer" };
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await getInvitation(token);
  const t = await getTranslations("invite");
  if (invitation.state !== "valid") {
    return (
      <>
        <h1 className="font-semibold text-24">{t(`broken.${invitation.state}.title`)}</h1>
        <p className="mt-1.5 text-13 text-ink-2">{t(`broken.${invitation.state}.text`)}</p>
        <Button asChild size="lg" className="mt-6 self-start">
          <Link href="/login">{t("toLogin")}</Link>
        </Button>
      </>
    );
  }
  const tLayout = await getTranslations("layout");
  const role = tLayout(`roles.${invitation.role}`);
  return (
    <>
      <h1 className="font-semibold text-24">{t("title")}</h1>
      <p className="mt-1.5 text-13 text-ink-2">{t("lead", { email: invitation.email, role })}</p>
      <AcceptForm token={token} email={invitation.email} knownAs={invitation.name} />
    </>
  );
}
