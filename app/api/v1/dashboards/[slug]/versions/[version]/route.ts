import { z } from "zod";
import { replyDashboard } from "@/lib/dashboards/reply-dashboard";
import { getVersion } from "@/lib/dashboards/versions/get-version";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute(
  { needs: "dashboard.seeVersions", params: z.object({ slug: z.string(), version: z.coerce.number() }) },
  async ({ viewer, params: { slug, version }, request }) =>
    replyDashboard(request, await getVersion(viewer, slug, version)),
);
