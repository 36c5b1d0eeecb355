import { z } from "zod";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { getWrittenDashboard } from "@/lib/dashboards/get-dashboard";
import { readDocument } from "@/lib/dashboards/read-document";
import { replyDashboard, replyWritten } from "@/lib/dashboards/reply-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { defineRoute } from "@/lib/define-route";

const params = z.object({ slug: z.string() });

export const GET = defineRoute(
  { needs: "dashboard.read", params },
  async ({ viewer, params: { slug }, request }) => {
    const { dashboard, source } = await getWrittenDashboard(viewer, slug);
    return replyDashboard(request, dashboard, 200, source);
  },
);

export const PUT = defineRoute(
  { needs: "dashboard.update", params },
  async ({ viewer, params: { slug }, request }) =>
    replyWritten(request, await updateDashboard(viewer, slug, await readDocument(request))),
);

export const DELETE = defineRoute({ needs: "dashboard.delete", params }, ({ viewer, params: { slug } }) =>
  deleteDashboard(viewer, slug),
);
