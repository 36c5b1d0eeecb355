import { created, defineRoute } from "@/lib/define-route";
import { createExport } from "@/lib/exports/create-export";
import { ExportRequest } from "@/lib/exports/export-request";
import { listExports } from "@/lib/exports/list-exports";

export const GET = defineRoute({ needs: "export.run" }, ({ viewer }) => listExports(viewer));

export const POST = defineRoute(
  { needs: "export.run", body: ExportRequest },
  async ({ viewer, body, signal }) => {
    const started = await createExport(viewer, body, { signal });
    return "export" in started ? created(started) : started;
  },
);
