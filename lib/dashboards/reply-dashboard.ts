import "server-only";
import type { Dashboard } from "@/lib/dashboards/schema";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { Reply } from "@/lib/define-route";
import { wantsYaml } from "@/lib/http/read-body";

/** A dashboard as the reader asks for it: in the envelope, or as a YAML file. */
export function replyDashboard(
  request: Request,
  dashboard: Dashboard,
  status: 200 | 201 = 200,
): Reply | Response {
  if (!wantsYaml(request.headers)) return new Reply(status, dashboard);
  return new Response(toYaml(dashboard), {
    status,
    headers: { "Content-Type": "application/yaml; charset=utf-8" },
  });
}
