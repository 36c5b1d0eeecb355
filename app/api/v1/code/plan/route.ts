import { planDashboards } from "@/lib/dashboards/code/plan-dashboards";
import { MOST_CODE_BYTES } from "@/lib/dashboards/code/schema";
import { defineRoute } from "@/lib/define-route";
import { readBody } from "@/lib/http/read-body";

export const POST = defineRoute({ needs: "code.plan" }, async ({ viewer, request }) =>
  planDashboards(viewer, await readBody(request, { maxBytes: MOST_CODE_BYTES })),
);
