import { defineRoute, JsonText } from "@/lib/define-route";
import { Query } from "@/lib/query/query";
import { runRecordedQuery } from "@/lib/query/run-recorded-query";

export const POST = defineRoute(
  { needs: "query.run", body: Query },
  async ({ viewer, body, signal }) => new JsonText((await runRecordedQuery(viewer, body, { signal })).bytes),
);
