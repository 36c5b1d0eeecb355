import { z } from "zod";
import { listShares } from "@/lib/dashboards/share/list-shares";
import { DashboardShares } from "@/lib/dashboards/share/schema";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { defineRoute } from "@/lib/define-route";

const params = z.object({ slug: z.string() });

export const GET = defineRoute({ needs: "dashboard.seeShares", params }, ({ viewer, params: { slug } }) =>
  listShares(viewer, slug),
);

export const PUT = defineRoute(
  { needs: "dashboard.share", params, body: DashboardShares },
  ({ viewer, params: { slug }, body }) => setShares(viewer, slug, body),
);
