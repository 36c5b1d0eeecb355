import { applyDashboards } from "@/lib/dashboards/code/apply-dashboards";
import { MOST_CODE_BYTES } from "@/lib/dashboards/code/schema";
import { defineRoute } from "@/lib/define-route";
import { readBody } from "@/lib/http/read-body";

export const POST = defineRoute({ needs: "code.apply" }, async ({ viewer, request }) =>
  applyDashboards(viewer, await readBody(request, { maxBytes: MOST_CODE_BYTES })),
);
