import { z } from "zod";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { Dataset } from "@/lib/datasets/schema";
import { defineRoute } from "@/lib/define-route";
import { notFound } from "@/lib/errors";
import { TableConfig } from "@/lib/table/table-config";

const SCHEMAS = new Map<string, z.ZodType>([
  ["dashboard.json", DashboardSpec],
  ["dataset.json", Dataset],
  ["table.json", TableConfig],
]);

/** The schema itself, bare: editors read it from here to complete a document. */
export const GET = defineRoute(
  { needs: "dashboard.read", params: z.object({ name: z.string() }) },
  ({ params: { name } }) => {
    const schema = SCHEMAS.get(name);
    if (!schema) throw notFound("schema");
    const document = { title: name.replace(/\.json$/, ""), ...z.toJSONSchema(schema, { io: "input" }) };
    return Response.json(document, {
      headers: { "Content-Type": "application/schema+json", "Cache-Control": "private, max-age=3600" },
    });
  },
);
