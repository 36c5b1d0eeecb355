import { z } from "zod";
import { PlaceChange } from "@/lib/dashboards/place";
import { placeDashboard } from "@/lib/dashboards/place-dashboard";
import { defineRoute } from "@/lib/define-route";

const params = z.object({ slug: z.string() });

export const PATCH = defineRoute(
  { needs: "dashboard.update", params, body: PlaceChange },
  ({ viewer, params: { slug }, body }) => placeDashboard(viewer, slug, body),
);
