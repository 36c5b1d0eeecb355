import "server-only";
import { pingDatabase } from "@/db/client";

const store = globalThis as typeof globalThis & { lookflexMigrated?: boolean };

/** Said once by the boot, after the migrations. */
export const markMigrated = (): void => {
  store.lookflexMigrated = true;
};

export interface Readiness {
  status: "ok" | "unavailable";
  checks: { database: boolean; migrations: boolean };
}

/** Whether this process can serve: its database answers within two seconds and has the newest schema. */
export async function readiness(): Promise<Readiness> {
  const checks = { database: await pingDatabase(), migrations: store.lookflexMigrated === true };
  return { status: checks.database && checks.migrations ? "ok" : "unavailable", checks };
}

/** Whether the database answers within two seconds, and in how many milliseconds. */
export async function databaseHealth(): Promise<{ status: Readiness["status"]; ms: number }> {
  const startedAt = performance.now();
  const answers = await pingDatabase();
  return { status: answers ? "ok" : "unavailable", ms: Math.round(performance.now() - startedAt) };
}
