import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { DefaultViewInput } from "@/lib/views/schema";
import { setDefaultView } from "@/lib/views/set-default-view";

const params = z.object({ slug: z.string() });

export const PUT = defineRoute(
  { needs: "view.savePersonal", params, body: DefaultViewInput },
  ({ viewer, params: { slug }, body }) => setDefaultView(viewer, slug, body),
);
