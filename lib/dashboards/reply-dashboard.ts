import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import type { Dashboard } from "@/lib/dashboards/schema";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { Reply } from "@/lib/define-route";
import { wantsYaml } from "@/lib/http/read-body";

/**
 * A dashboard as the reader asks for it: in the envelope, or as a YAML file.
 * @param source the YAML it was last written as: its comments are in the file
 */
export function replyDashboard(
  request: Request,
  dashboard: Dashboard,
  status: 200 | 201 = 200,
  source: string | null = null,
): Reply | Response {
  if (!wantsYaml(request.headers)) return new Reply(status, dashboard);
  return new Response(writeYaml(dashboard, source), {
    status,
    headers: { "Content-Type": "application/yaml; charset=utf-8" },
  });
}

/** The answer to who has just written it: a YAML file has its comments. */
export async function replyWritten(
  request: Request,
  dashboard: Dashboard,
  status: 200 | 201 = 200,
): Promise<Reply | Response> {
  if (!wantsYaml(request.headers)) return replyDashboard(request, dashboard, status);
  const [row] = await db
    .select({ source: dashboards.source })
    .from(dashboards)
    .where(eq(dashboards.id, dashboard.id));
  return replyDashboard(request, dashboard, status, row?.source ?? null);
}
