import { defineRoute } from "@/lib/define-route";
import { readiness } from "@/lib/readiness";

/** For people and monitors: what works, since when. */
export const GET = defineRoute({ public: true }, async () => {
  const ready = await readiness();
  const uptimeSeconds = Math.round(process.uptime());
  return Response.json({ ...ready, uptimeSeconds }, { status: ready.status === "ok" ? 200 : 503 });
});
