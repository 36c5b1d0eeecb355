import { z } from "zod";
import { purgeDashboard } from "@/lib/dashboards/bin/purge-dashboard";
import { defineRoute } from "@/lib/define-route";

export const DELETE = defineRoute(
  { needs: "dashboard.purge", params: z.object({ id: z.string() }) },
  async ({ viewer, params: { id } }) => {
    await purgeDashboard(viewer, id);
  },
);
