import { describeApi } from "@/app/api/v1/openapi.json/describe-api";
import { defineRoute } from "@/lib/define-route";
import { env } from "@/lib/env";

/** Bare, as tools for OpenAPI read it. */
export const GET = defineRoute({ needs: "dashboard.read" }, () =>
  Response.json(describeApi(env().siteUrl), { headers: { "Cache-Control": "private, max-age=3600" } }),
);
