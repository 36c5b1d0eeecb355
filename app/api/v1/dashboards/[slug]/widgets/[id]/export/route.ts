import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { ExportQuery, replyExport } from "@/lib/exports/reply-export";

const params = z.object({ slug: z.string(), id: z.string() });

export const GET = defineRoute(
  { needs: "export.run", params, query: ExportQuery },
  ({ viewer, params: { slug, id }, ...asked }) =>
    replyExport(viewer, { kind: "widget", dashboard: slug, widget: id }, asked),
);
