import { defineRoute } from "@/lib/define-route";
import { listJobs } from "@/lib/jobs/list-jobs";
import { JobFilter } from "@/lib/jobs/schema";

export const GET = defineRoute({ needs: "job.read", query: JobFilter }, ({ viewer, query }) =>
  listJobs(viewer, query),
);
