import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { refreshRollups } from "@/lib/rollups/refresh-rollups";

/** Every few minutes, and at every start: what is up to date costs a look. */
export const refreshRollupsJob = defineJob({
  name: "rollups.refresh",
  data: z.strictObject({}),
  key: () => "workspace",
  timeoutSeconds: 6 * 3_600,
  schedule: { cron: "*/5 * * * *", zone: () => "UTC", atStart: true },
  handle: async (_, { signal }) => {
    const outcomes = await refreshRollups({ signal });
    const failed = outcomes.filter(({ did }) => did === "failed");
    // Each stays with its last table; the others are done.
    if (failed.length > 0)
      throw new Error(
        failed
          .map(
            (outcome) => `${outcome.dataset}.${outcome.rollup}: ${"error" in outcome ? outcome.error : ""}`,
          )
          .join("; "),
      );
    const count = (did: string) => outcomes.filter((outcome) => outcome.did === did).length;
    return { rollups: outcomes.length, kept: count("kept"), dropped: count("dropped") };
  },
});
