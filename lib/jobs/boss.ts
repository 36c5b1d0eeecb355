import "server-only";
import type PgBoss from "pg-boss";
import { db } from "@/db/client";
import { makeBoss } from "@/db/job-store";

const store = globalThis as typeof globalThis & { lookflexBoss?: PgBoss };

/** The job library on the serving role's pool, one a process. Holds no timers and no connection of its own. */
export function boss(): PgBoss {
  store.lookflexBoss ??= makeBoss(db, { migrate: false });
  return store.lookflexBoss;
}
