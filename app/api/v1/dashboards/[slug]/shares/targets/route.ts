import { z } from "zod";
import { listShareTargets } from "@/lib/dashboards/share/list-share-targets";
import { ShareTargetFilter } from "@/lib/dashboards/share/schema";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute(
  { needs: "dashboard.share", params: z.object({ slug: z.string() }), query: ShareTargetFilter },
  ({ viewer, params: { slug }, query }) => listShareTargets(viewer, slug, query),
);
