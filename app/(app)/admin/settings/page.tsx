import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingsEditor } from "@/components/admin/settings/settings-editor";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { formatMoment } from "@/lib/format/format-date";
import { getSettingsDocument } from "@/lib/settings/get-settings-document";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  const viewer = await requireViewer();
  requireRole(viewer, "admin");
  const [document, t] = await Promise.all([getSettingsDocument(viewer), getTranslations("settings")]);
  const { updatedAt, updatedBy } = document;
  const when = updatedAt && formatMoment(updatedAt, new Date(), viewer.locale, viewer.timezone);
  return (
    <PageBody>
      <div className="max-w-5xl">
        <PageTitle
          title={t("title")}
          summary={when ? t("changed", { when, person: updatedBy ?? t("somebody") }) : undefined}
        />
        <SettingsEditor document={document} />
      </div>
    </PageBody>
  );
}
