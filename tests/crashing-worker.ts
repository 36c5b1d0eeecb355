/** A process that takes up `test.crash` and never comes to its end: for the test that kills it. */
import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { JobRunner } from "@/lib/jobs/job-runner";

const job = defineJob({
  name: "test.crash",
  data: z.object({}),
  handle: () => new Promise(() => {}),
});
new JobRunner([job], { pollMs: 50, leaseSeconds: 2, tickSeconds: 3_600 }).start();
