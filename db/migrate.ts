/** Brings the database to the newest schema. Several processes may start at once: one migrates, the others wait. */
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { applyGrants, type ServingRoles } from "@/db/grants";
import { installJobStore } from "@/db/job-store";

/** Any constant will do, as long as every LookFlex process takes the same. */
const MIGRATION_LOCK = 7_205_981_664;

export interface MigrateOptions extends ServingRoles {
  /** Folder of the generated migrations; by default `db/migrations` below the working directory. */
  migrationsFolder?: string;
}

/** The login name in a connection string, decoded. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/**
 * Applies pending migrations, the job library's own, and the grants under an advisory lock.
 * @param ownerUrl connection string of the role that owns the schema
 * @throws postgres' own error when the database can't be reached or a migration fails (nothing of it is kept)
 */
export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<void> {
  const sql = postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "lookflex-migrate" },
  });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const database = drizzle(sql);
    await runMigrations(database, {
      migrationsFolder: options.migrationsFolder ?? path.join(process.cwd(), "db/migrations"),
    });
    await installJobStore(database);
    await applyGrants(sql, options);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
