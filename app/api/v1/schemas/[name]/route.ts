import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { documentSchema } from "@/lib/document-schemas";
import { notFound } from "@/lib/errors";

/** The schema itself, bare: editors read it from here to complete a document. */
export const GET = defineRoute(
  { needs: "dashboard.read", params: z.object({ name: z.string() }) },
  ({ params: { name } }) => {
    const schema = /\.json$/.test(name) ? documentSchema(name.replace(/\.json$/, "")) : undefined;
    if (!schema) throw notFound("schema");
    return Response.json(schema, {
      headers: { "Content-Type": "application/schema+json", "Cache-Control": "private, max-age=3600" },
    });
  },
);
