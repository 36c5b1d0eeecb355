import { defineRoute } from "@/lib/define-route";
import { Query } from "@/lib/query/query";
import { runRecordedQuery } from "@/lib/query/run-recorded-query";

export const POST = defineRoute({ needs: "query.run", body: Query }, ({ viewer, body, signal }) =>
  runRecordedQuery(viewer, body, { signal }),
);
