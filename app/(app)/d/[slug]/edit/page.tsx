import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Editor } from "@/components/dashboard/editor/editor";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { requireViewer } from "@/lib/auth/require-viewer";
import { getDraft } from "@/lib/dashboards/drafts/get-draft";
import { type EditableDashboard, getEditable } from "@/lib/dashboards/get-editable";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { AppError } from "@/lib/errors";
import { localText } from "@/lib/format/format";
import { toParams } from "@/lib/http/search-params";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The dashboard, once a request: title and page share it. Real status codes for what is missing or closed. */
const openDashboard = cache(async (viewer: Viewer, slug: string): Promise<EditableDashboard> => {
  try {
    return await getEditable(viewer, slug);
  } catch (error) {
    if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "AUTH_004")) {
      await recordRefusal(viewer.userId, viewer.request, error.status, error.code);
      if (error.code === "NOT_FOUND") notFound();
      forbidden();
    }
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const viewer = await requireViewer();
  const { spec } = await openDashboard(viewer, (await params).slug);
  const t = await getTranslations("editor");
  return { title: t("pageTitle", { name: localText(spec.name, viewer.locale) }) };
}

/** The editor of one dashboard, for whoever may change it. Its script comes with this page alone. */
export default async function EditorPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { slug } = await params;
  const { spec, version, issues, raw, source, mayShare } = await openDashboard(viewer, slug);
  const [datasets, draft] = await Promise.all([listDatasets(viewer), getDraft(viewer, slug)]);
  const page = toParams(await searchParams).get("page") ?? undefined;
  return (
    <Editor
      edited={{ published: { spec, version, source }, draft, issues, raw }}
      page={page}
      datasets={datasets}
      mayShare={mayShare}
      mayCreate={can(viewer, "dashboard.create")}
      now={new Date().toISOString()}
      locale={viewer.locale}
      timezone={viewer.timezone}
      calendar={{ weekStart: viewer.weekStart ?? 1, fiscalYearStart: viewer.fiscalYearStart }}
    />
  );
}
