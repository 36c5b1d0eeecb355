import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getViewer } from "@/lib/auth/require-viewer";
import { safeNext } from "@/lib/auth/safe-next";
import { mailConfigured } from "@/lib/mail/mail-configured";
import { hasUsers } from "@/lib/setup/has-users";
import { LoginForm } from "./login-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login"))("title") };
}

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safeNext((await searchParams).next);
  if (await getViewer()) redirect(next);
  if (!(await hasUsers())) redirect("/setup");
  const t = await getTranslations("login");
  return (
    <>
      <h1 className="font-semibold text-24">{t("title")}</h1>
      <p className="mt-1.5 text-13 text-ink-2">{t("lead")}</p>
      <LoginForm next={next} />
      {mailConfigured() ? (
        <p className="mt-6 text-center text-12">
          <Link href="/reset" className="text-accent hover:underline">
            {t("forgot")}
          </Link>
        </p>
      ) : null}
      <p className="mt-6 text-center text-12 text-ink-2">{t("byInvitation")}</p>
    </>
  );
}
