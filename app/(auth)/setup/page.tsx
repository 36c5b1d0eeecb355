import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { hasUsers } from "@/lib/setup/has-users";
import { SetupForm } from "./setup-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title"), referrer: "no-referrer" };
}

export default async function SetupPage() {
  if (await hasUsers()) notFound();
  const t = await getTranslations("setup");
  return (
    <>
      <h1 className="font-semibold text-24">{t("title")}</h1>
      <p className="mt-1.5 text-13 text-ink-2">{t("lead")}</p>
      <SetupForm />
    </>
  );
}
