import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { mailConfigured } from "@/lib/mail/mail-configured";
import { RequestForm } from "./request-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("title") };
}

export default async function ResetPage() {
  if (!mailConfigured()) notFound();
  const t = await getTranslations("reset");
  return (
    <>
      <h1 className="font-semibold text-24">{t("title")}</h1>
      <p className="mt-1.5 text-13 text-ink-2">{t("lead")}</p>
      <RequestForm />
      <p className="mt-6 text-center text-12 text-ink-2">
        <Link href="/login" className="text-accent hover:underline">
          {t("toLogin")}
        </Link>
      </p>
    </>
  );
}
