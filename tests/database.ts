/** A database of its own for a test file, cloned in milliseconds from a migrated template. */
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { migrate } from "@/db/migrate";

const root = path.join(import.meta.dirname, "..");
const MIGRATIONS = path.join(root, "db/migrations");
/** What else the schema is made of: the job library's own, the queues, the grants. */
const SCHEMA_FILES = ["node_modules/pg-boss/version.json", "db/job-queues.ts", "db/grants.ts"];

/** One a state of the migrations, so that a cluster kept between runs never serves an older one. */
const TEMPLATE = `lookflex_template_${readdirSync(MIGRATIONS)
  .filter((file) => file.endsWith(".sql"))
  .sort()
  .map((file) => path.join(MIGRATIONS, file))
  .concat(SCHEMA_FILES.map((file) => path.join(root, file)))
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash("sha256"))
  .digest("hex")
  .slice(0, 12)}`;

export interface TestDatabase {
  /** Owns the schema. */
  ownerUrl: string;
  /** The serving role. */
  appUrl: string;
  /** The dataset-query role. */
  readerUrl: string;
  appRole: string;
  readerRole: string;
  /** Drops the database. Call it in `afterAll`. */
  close(): Promise<void>;
}

function adminUrl(): string {
  const url = process.env.LOOKFLEX_TEST_ADMIN_URL;
  if (!url) throw new Error("LOOKFLEX_TEST_ADMIN_URL is not set: run the tests with `npm test -- --only db`");
  return url;
}

const withDatabase = (url: string, database: string, user?: string) => {
  const next = new URL(url);
  next.pathname = `/${database}`;
  if (user) {
    next.username = user;
    next.password = "test";
  }
  return next.toString();
};

const ROLES = { owner: "lookflex_owner", app: "lookflex_app", reader: "lookflex_reader" };

/** Makes the three roles and the migrated template once; the advisory lock lets test files start together. */
async function ensureTemplate(admin: postgres.Sql): Promise<void> {
  await admin`select pg_advisory_lock(4711)`;
  try {
    for (const role of Object.values(ROLES)) {
      const [found] = await admin`select 1 from pg_roles where rolname = ${role}`;
      if (!found) await admin.unsafe(`create role ${role} login`);
      await admin.unsafe(`alter role ${role} login password 'test'`);
    }
    const [ready] = await admin`select 1 from pg_database where datname = ${TEMPLATE} and datistemplate`;
    if (ready) return;
    await admin.unsafe(`drop database if exists ${TEMPLATE}`);
    await admin.unsafe(`create database ${TEMPLATE} owner ${ROLES.owner}`);
    await migrate(withDatabase(adminUrl(), TEMPLATE, ROLES.owner), {
      appRole: ROLES.app,
      readerRole: ROLES.reader,
      migrationsFolder: MIGRATIONS,
    });
    await admin.unsafe(`alter database ${TEMPLATE} is_template true`);
  } finally {
    await admin`select pg_advisory_unlock(4711)`;
  }
}

/**
 * A fresh migrated database with all three roles. Also points the process's environment at it, so that `@/db/client`
 * and `env()` of this test file use it: call it before the first query.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const admin = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  const name = `t_${randomBytes(6).toString("hex")}`;
  await ensureTemplate(admin);
  await admin.unsafe(`create database ${name} template ${TEMPLATE} owner ${ROLES.owner}`);
  // Privileges on the database itself are not cloned.
  await admin.unsafe(`grant create on database ${name} to ${ROLES.app}`);
  const urls = {
    ownerUrl: withDatabase(adminUrl(), name, ROLES.owner),
    appUrl: withDatabase(adminUrl(), name, ROLES.app),
    readerUrl: withDatabase(adminUrl(), name, ROLES.reader),
  };
  Object.assign(process.env, {
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATABASE_READER_URL: urls.readerUrl,
    APP_SECRET: "test-secret-test-secret-test-secret-1234",
    LOG_LEVEL: "silent",
  });
  return {
    ...urls,
    appRole: ROLES.app,
    readerRole: ROLES.reader,
    async close() {
      const { closeDatabase } = await import("@/db/client");
      await closeDatabase(1);
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
