import "server-only";
import { z } from "zod";
import { EXPORT_JOB } from "@/lib/exports/settle-exports";
import { writeExport } from "@/lib/exports/write-export";
import { defineJob } from "@/lib/jobs/define-job";

const RETRIES = 1;

/** Writes one export. Its job has the export's id. */
export const writeExportJob = defineJob({
  name: EXPORT_JOB,
  data: z.strictObject({ id: z.uuid() }),
  retryLimit: RETRIES,
  timeoutSeconds: 2 * 3_600,
  concurrency: 2,
  handle: async ({ id }, { signal, progress, attempt }) => {
    const onRows = (done: number, total: number | null) =>
      progress({ done, ...(total === null ? {} : { total }) });
    return { ...(await writeExport(id, { signal, final: attempt > RETRIES, onRows })) };
  },
});
