import type { Executor } from "@/db/client";

/** Changes of several dashboards that stand or fall together. */
export interface Batch {
  tx: Executor;
  /** Those that will be there: they may lead to each other. */
  slugs: readonly string[];
}
