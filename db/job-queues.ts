/**
 * Every job's queue. Like tables they are made by the owner at migration, since each has a partition of its own.
 * `stately`: of the jobs with one key, one waits and one runs at most; `standard`: as many as come.
 */
export const JOB_QUEUES: Readonly<Record<string, QueuePolicy>> = {
  "export.write": "standard",
  "maintenance.cleanup": "stately",
  "rollups.refresh": "stately",
};

export type QueuePolicy = "standard" | "stately";
