import { z } from "zod";
import { listVersions } from "@/lib/dashboards/versions/list-versions";
import { VersionFilter } from "@/lib/dashboards/versions/schema";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute(
  { needs: "dashboard.seeVersions", params: z.object({ slug: z.string() }), query: VersionFilter },
  ({ viewer, params: { slug }, query }) => listVersions(viewer, slug, query),
);
