import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { DashboardFilter, listDashboards } from "@/lib/dashboards/list-dashboards";
import { readDocument } from "@/lib/dashboards/read-document";
import { replyWritten } from "@/lib/dashboards/reply-dashboard";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute({ needs: "dashboard.read", query: DashboardFilter }, ({ viewer, query }) =>
  listDashboards(viewer, query),
);

export const POST = defineRoute({ needs: "dashboard.create" }, async ({ viewer, request }) =>
  replyWritten(request, await createDashboard(viewer, await readDocument(request)), 201),
);
