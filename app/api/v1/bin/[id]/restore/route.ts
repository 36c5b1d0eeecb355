import { z } from "zod";
import { restoreDashboard } from "@/lib/dashboards/bin/restore-dashboard";
import { Restoration } from "@/lib/dashboards/bin/schema";
import { defineRoute } from "@/lib/define-route";

export const POST = defineRoute(
  {
    needs: "dashboard.restore",
    params: z.object({ id: z.string() }),
    // Nothing sent is under its own address.
    body: Restoration.optional(),
  },
  ({ viewer, params: { id }, body }) => restoreDashboard(viewer, id, body),
);
