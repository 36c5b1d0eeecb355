import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { mailConfigured } from "@/lib/mail/mail-configured";
import { getPasswordReset } from "@/lib/passwords/get-password-reset";
import { NewPasswordForm } from "./new-password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("newTitle"), referrer: "no-referrer" };
}

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const reset = await getPasswordReset(token);
  const t = await getTranslations("reset");
  if (reset.state !== "valid") {
    const again = mailConfigured();
    return (
      <>
        <h1 className="font-semibold text-24">{t(`broken.${reset.state}.title`)}</h1>
        <p className="mt-1.5 text-13 text-ink-2">{t(`broken.${reset.state}.text`)}</p>
        <Button asChild size="lg" className="mt-6 self-start">
          <Link href={again ? "/reset" : "/login"}>{t(again ? "askAgain" : "toLogin")}</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <h1 className="font-semibold text-24">{t("newTitle")}</h1>
      <p className="mt-1.5 break-words text-13 text-ink-2">{t("newLead", { email: reset.email })}</p>
      <NewPasswordForm token={token} email={reset.email} />
    </>
  );
}
