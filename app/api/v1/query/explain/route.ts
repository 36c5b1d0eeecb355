import { defineRoute } from "@/lib/define-route";
import { explainQuery } from "@/lib/query/explain-query";
import { Query } from "@/lib/query/query";

export const POST = defineRoute({ needs: "dataset.explore", body: Query }, ({ viewer, body }) =>
  explainQuery(viewer, body),
);
