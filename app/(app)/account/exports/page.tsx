import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ExportList } from "@/components/exports/export-list";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { requireViewer } from "@/lib/auth/require-viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account.exports"))("title") };
}

/** The files that jobs have written for the viewer. */
export default async function ExportsPage() {
  const viewer = await requireViewer();
  const t = await getTranslations("account.exports");
  return (
    <PageBody>
      <Link
        href="/account"
        className="mb-3 inline-flex h-7 items-center gap-1.5 text-12 text-ink-2 hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        {t("back")}
      </Link>
      <PageTitle title={t("title")} />
      <ExportList timezone={viewer.timezone} />
    </PageBody>
  );
}
