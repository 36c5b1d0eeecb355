import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { ExportQuery, replyExport } from "@/lib/exports/reply-export";

const params = z.object({ id: z.string() });

export const GET = defineRoute(
  { needs: "dataset.explore", params, query: ExportQuery },
  ({ viewer, params: { id }, ...asked }) => replyExport(viewer, { kind: "explore", dataset: id }, asked),
);
