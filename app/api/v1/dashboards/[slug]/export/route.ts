import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { ExportQuery, replyExport } from "@/lib/exports/reply-export";

const params = z.object({ slug: z.string() });
/** A sheet a widget: only a workbook has several. */
const query = ExportQuery.extend({ format: z.literal("xlsx").default("xlsx") });

export const GET = defineRoute(
  { needs: "export.run", params, query },
  ({ viewer, params: { slug }, ...asked }) =>
    replyExport(viewer, { kind: "dashboard", dashboard: slug }, asked),
);
