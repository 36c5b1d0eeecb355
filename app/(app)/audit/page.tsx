import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { type AuditAddress, readAuditAddress } from "@/components/audit/audit-address";
import { AuditFilters, ExportAudit } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { NavigationProvider, PendingArea } from "@/components/dashboard/navigation";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { TableSkeleton } from "@/components/table/table-skeleton";
import type { Viewer } from "@/lib/access/viewer";
import { listAudit } from "@/lib/audit/list-audit";
import { requireDuty, requireViewer } from "@/lib/auth/require-viewer";
import { startOfDay } from "@/lib/format/start-of-day";
import { toParams } from "@/lib/http/search-params";
import { addDays, resolveDay } from "@/lib/query/relative-date";

const PAGE_SIZE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  requireDuty(viewer, "audit");
  const now = new Date();
  const address = readAuditAddress(toParams(await searchParams), now, viewer.timezone);
  const meant = { ...address.filters, ...instants(address, viewer, now) };
  const t = await getTranslations("audit");
  return (
    <NavigationProvider>
      <PageBody>
        <PageTitle
          title={t("title")}
          actions={<ExportAudit query={new URLSearchParams(meant).toString()} />}
        />
        <AuditFilters address={address} now={now.toISOString()} timezone={viewer.timezone} />
        <PendingArea>
          <Suspense fallback={<TableSkeleton columns={8} />}>
            <Entries viewer={viewer} address={address} meant={meant} />
          </Suspense>
        </PendingArea>
      </PageBody>
    </NavigationProvider>
  );
}

interface EntriesProps {
  viewer: Viewer;
  address: AuditAddress;
  meant: Parameters<typeof listAudit>[1];
}

async function Entries({ viewer, address, meant }: EntriesProps) {
  const page = await listAudit(viewer, {
    ...meant,
    limit: PAGE_SIZE,
    ...(address.cursor === null ? {} : { cursor: address.cursor }),
  });
  return (
    <AuditTable
      entries={page.entries.map(({ timestamp, ...entry }) => ({
        ...entry,
        timestamp: timestamp.toISOString(),
      }))}
      address={address}
      nextCursor={page.nextCursor}
      searchedBackTo={page.searchedBackTo?.toISOString() ?? null}
      timezone={viewer.timezone}
    />
  );
}

/** The range's days where the viewer is, as instants. */
function instants({ range }: AuditAddress, { timezone }: Viewer, now: Date): { from?: string; to?: string } {
  const from = resolveDay(range.from, "from", now, timezone);
  const last = resolveDay(range.to, "to", now, timezone);
  const end = last && addDays(last, 1);
  return {
    ...(from ? { from: startOfDay(from, timezone).toISOString() } : {}),
    ...(end ? { to: startOfDay(end, timezone).toISOString() } : {}),
  };
}
