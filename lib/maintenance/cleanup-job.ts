import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { deleteOutdated } from "@/lib/maintenance/delete-outdated";
import { lastSettings } from "@/lib/settings/get-settings";

/** Every night, when most people of the workspace sleep. */
export const cleanupJob = defineJob({
  name: "maintenance.cleanup",
  data: z.strictObject({}),
  key: () => "workspace",
  timeoutSeconds: 3_600,
  schedule: { cron: "30 3 * * *", zone: () => lastSettings().timezone },
  handle: async (_, { signal, progress }) => ({ ...(await deleteOutdated(signal, progress)) }),
});
