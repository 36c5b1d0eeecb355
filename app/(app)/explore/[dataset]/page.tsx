import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { NavigationProvider } from "@/components/dashboard/navigation";
import { Explorer } from "@/components/explore/explorer";
import { ExportFrom } from "@/components/exports/export-source";
import { DashboardTables } from "@/components/table/dashboard-tables";
import { PanelProvider } from "@/components/table/panel";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { getDataVersion } from "@/lib/datasets/data-version";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { getDataset } from "@/lib/datasets/get-dataset";
import { AppError } from "@/lib/errors";
import { exploreConfig, exploreSource, hasFields, parseExplore } from "@/lib/explore/explore-state";
import { toParams } from "@/lib/http/search-params";
import { getShownData } from "@/lib/live/get-shown-data";
import { formatTextsOf, readFormats } from "@/lib/table/format-param";
import { rootQuery } from "@/lib/table/table-tree";
import { beginTable } from "../../d/[slug]/widget-body";
import { widgetQuestions } from "../../d/[slug]/widget-questions";

interface Props {
  params: Promise<{ dataset: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The dataset, once a request: title and page share it. */
const openDataset = cache(async (viewer: Viewer, id: string): Promise<DatasetInfo> => {
  requireRole(viewer, "editor");
  try {
    return await getDataset(viewer, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
    await recordRefusal(viewer.userId, viewer.request, error.status, error.code);
    notFound();
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const viewer = await requireViewer();
  return { title: (await openDataset(viewer, (await params).dataset)).label };
}

/** One dataset, freely. Nothing is asked until a field is chosen; what the address asks for comes with the page. */
export default async function ExploreDatasetPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const info = await openDataset(viewer, (await params).dataset);
  const now = new Date();
  const address = toParams(await searchParams);
  const calendar = { weekStart: viewer.weekStart ?? 1, fiscalYearStart: viewer.fiscalYearStart };
  const mayFormat = can(viewer, "view.format");
  const clock = { now, timezone: viewer.timezone, calendar };
  const { state } = parseExplore(address, info, clock, mayFormat ? readFormats : null);
  const config = exploreConfig(state);
  // Before anything is asked: what comes is as new or newer.
  const [data, version] = await Promise.all([getShownData([info.id], now), getDataVersion(info.id)]);
  const { page, into } = state.table;
  const initial =
    state.show === "table" && hasFields(config)
      ? beginTable(
          viewer,
          config,
          rootQuery(exploreSource(info, state), config, { page, into }),
          widgetQuestions(viewer, now),
        )
      : null;
  return (
    <NavigationProvider data={data}>
      <DashboardTables
        slug=""
        tables={[]}
        mayFormat={mayFormat}
        formatTexts={mayFormat ? formatTextsOf(address) : {}}
      >
        <PanelProvider>
          <ExportFrom source={can(viewer, "export.run") ? { dataset: info.id } : null}>
            <Explorer
              info={info}
              initial={initial}
              dataAsOf={version?.dataAsOf ?? null}
              mayCreate={can(viewer, "dashboard.create")}
              now={now.toISOString()}
              locale={viewer.locale}
              timezone={viewer.timezone}
              calendar={calendar}
            />
          </ExportFrom>
        </PanelProvider>
      </DashboardTables>
    </NavigationProvider>
  );
}
