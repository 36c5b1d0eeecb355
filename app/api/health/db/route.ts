import { defineRoute } from "@/lib/define-route";
import { databaseHealth } from "@/lib/readiness";

/** Whether the database answers, and how fast. */
export const GET = defineRoute({ public: true }, async () => {
  const health = await databaseHealth();
  return Response.json(health, { status: health.status === "ok" ? 200 : 503 });
});
