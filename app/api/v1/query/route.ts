import { defineRoute } from "@/lib/define-route";
import { Query } from "@/lib/query/query";
import { runQuery } from "@/lib/query/run-query";

export const POST = defineRoute({ needs: "query.run", body: Query }, async ({ viewer, body, signal }) => {
  try {
    return await runQuery(viewer, body, { signal });
  } catch (error) {
    // The reader left: nobody reads the answer, and it is no failure of ours.
    if (signal.aborted && error === signal.reason) return new Response(null, { status: 499 });
    throw error;
  }
});
