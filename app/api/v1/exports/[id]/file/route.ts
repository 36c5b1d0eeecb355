import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { attachment } from "@/lib/export/attachment";
import { streamBytes } from "@/lib/export/stream-bytes";
import { openExportFile } from "@/lib/exports/open-export-file";

export const GET = defineRoute(
  { needs: "export.run", params: z.object({ id: z.uuid() }) },
  async ({ viewer, params, signal }) => {
    const { fileName, mediaType, bytes, pieces } = await openExportFile(viewer, params);
    return new Response(streamBytes(pieces, signal), {
      headers: {
        "Content-Type": mediaType,
        "Content-Length": String(bytes),
        "Content-Disposition": attachment(fileName),
      },
    });
  },
);
