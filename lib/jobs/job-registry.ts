import "server-only";
import { writeExportJob } from "@/lib/exports/write-export-job";
import type { Job } from "@/lib/jobs/define-job";
import { cleanupJob } from "@/lib/maintenance/cleanup-job";
import { refreshRollupsJob } from "@/lib/rollups/refresh-job";

/** Every job that a process may run. Each has a queue in `db/job-queues.ts`. */
export const JOBS: readonly Job[] = [cleanupJob, refreshRollupsJob, writeExportJob];
