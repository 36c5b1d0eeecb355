import { defineRoute } from "@/lib/define-route";
import { readiness } from "@/lib/readiness";

/** Whether traffic may come: 503 without the database or before the migrations. */
export const GET = defineRoute({ public: true }, async () => {
  const ready = await readiness();
  return Response.json(ready, { status: ready.status === "ok" ? 200 : 503 });
});
