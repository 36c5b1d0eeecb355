import { z } from "zod";
import { copyFormats } from "@/lib/dashboards/copy-formats";
import { defineRoute } from "@/lib/define-route";

export const POST = defineRoute({ needs: "dashboard.update", body: z.unknown() }, ({ viewer, body }) =>
  copyFormats(viewer, body),
);
