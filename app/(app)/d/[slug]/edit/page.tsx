import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Editor } from "@/components/dashboard/editor/editor";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { requireViewer } from "@/lib/auth/require-viewer";
import { getDraft } from "@/lib/dashboards/drafts/get-draft";
import { getEditable } from "@/lib/dashboards/get-editable";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { localText } from "@/lib/format/format";
import { toParams } from "@/lib/http/search-params";
import { openOrRefuse } from "../open-or-refuse";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The dashboard, once a request: title and page share it. */
const openDashboard = cache((viewer: Viewer, slug: string) =>
  openOrRefuse(viewer, () => getEditable(viewer, slug)),
);

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
