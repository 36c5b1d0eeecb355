import "server-only";
import { closeDatabase } from "@/db/client";
import { flushAudit } from "@/lib/audit/record-read";
import { endRefusals } from "@/lib/audit/record-refusal";
import { closeSharedStore } from "@/lib/cache/shared-store";
import { stopJobs } from "@/lib/jobs/stop-jobs";
import { log } from "@/lib/log";
import { closeMail } from "@/lib/mail/send-mail";
import { closeRunners } from "@/lib/sources/open-runner";

/** Running jobs end, what must not be lost is written, then the pools close. At most `seconds`. */
export async function shutDown(seconds: number): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000).unref());
  endRefusals();
  const work = stopJobs()
    .then(flushAudit)
    .then(closeMail)
    // Mails under way may have left entries of their own.
    .then(flushAudit)
    .catch((err) => log.error({ err }, "audit entries could not be written at shutdown"))
    .then(() => Promise.all([closeDatabase(2), closeRunners(2)]))
    .then(closeSharedStore);
  await Promise.race([work, late]);
}
