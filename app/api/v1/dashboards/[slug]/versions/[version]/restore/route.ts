import { z } from "zod";
import { restoreVersion } from "@/lib/dashboards/versions/restore-version";
import { VersionRestoration } from "@/lib/dashboards/versions/schema";
import { defineRoute } from "@/lib/define-route";

export const POST = defineRoute(
  {
    needs: "dashboard.update",
    params: z.object({ slug: z.string(), version: z.coerce.number() }),
    body: VersionRestoration,
  },
  ({ viewer, params: { slug, version }, body }) => restoreVersion(viewer, slug, version, body),
);
