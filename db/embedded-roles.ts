import "server-only";
import postgres from "postgres";

/** The passwords of the superuser, who only maintains, and of the three roles. */
export interface Passwords {
  admin: string;
  owner: string;
  app: string;
  reader: string;
}

export const ADMIN = "postgres";
export const DATABASE = "lookflex";
export const ROLES = { owner: "lookflex_owner", app: "lookflex_app", reader: "lookflex_reader" } as const;

/**
 * Makes the database and its three roles, or brings them back to how they should be. Safe to repeat.
 * What the roles may do inside the database is the migrations' to grant.
 */
export async function provisionRoles(adminUrl: string, passwords: Passwords): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    for (const kind of ["owner", "app", "reader"] as const) {
      const role = ROLES[kind];
      const [found] = await sql`select 1 from pg_roles where rolname = ${role}`;
      // Passwords are base64url, ours: nothing in them to escape.
      const verb = found ? "alter" : "create";
      await sql.unsafe(
        `${verb} role ${role} login nosuperuser nocreatedb nocreaterole password '${passwords[kind]}'`,
      );
    }
    await sql.unsafe(`
      alter role ${ROLES.app} set idle_in_transaction_session_timeout = '60s';
      alter role ${ROLES.reader} set default_transaction_read_only = on;
      alter role ${ROLES.reader} set statement_timeout = '120s';
      alter role ${ROLES.reader} set idle_in_transaction_session_timeout = '60s'`);
    const [database] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!database) await sql.unsafe(`create database ${DATABASE} owner ${ROLES.owner}`);
    await sql.unsafe(`
      alter database ${DATABASE} owner to ${ROLES.owner};
      revoke all on database ${DATABASE} from public;
      grant connect, temporary on database ${DATABASE} to ${ROLES.app}, ${ROLES.reader}`);
  } finally {
    await sql.end();
  }
}

/** Statistics of statements, where the server could load the library. */
export async function provisionExtensions(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, database: DATABASE, onnotice: () => {} });
  try {
    const [setting] = await sql`show shared_preload_libraries`;
    if (String(setting?.shared_preload_libraries).includes("pg_stat_statements")) {
      await sql`create extension if not exists pg_stat_statements`;
    }
  } finally {
    await sql.end();
  }
}
