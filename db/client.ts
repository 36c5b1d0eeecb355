import "server-only";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";

export type Database = PostgresJsDatabase;
/** The pool or a transaction of it: what verbs that join a caller's transaction take. */
export type Executor = Pick<Database, "select" | "insert" | "update" | "delete" | "execute" | "_">;

interface Pool {
  sql: postgres.Sql;
  db: Database;
}
const store = globalThis as typeof globalThis & { lookflexPool?: Pool };

/** More parameters are a batch, whose size is another each time: its text is not worth keeping. */
const MOST_KEPT_PARAMS = 40;

/**
 * What gives another row once its table has another column. The database refuses a kept one then, and the driver's second try
 * never ends where another statement is behind it on the connection.
 */
const OPEN_ENDED = /(?:select|distinct|returning|[.,])\s*\*/i;

/**
 * Drizzle tells the driver to have each statement parsed, described and planned anew: two trips. Here the database keeps them, by
 * connection, and a statement is one trip.
 */
function keepStatements<S extends postgres.Sql | postgres.TransactionSql>(sql: S): S {
  return new Proxy(sql, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      if (property === "unsafe")
        return (text: string, params: unknown[] = [], options: postgres.UnsafeQueryOptions = {}) => {
          const prepare = params.length > 0 && params.length <= MOST_KEPT_PARAMS && !OPEN_ENDED.test(text);
          return Reflect.apply(value, target, [text, params, { ...options, prepare }]);
        };
      if (property === "begin" || property === "savepoint")
        return (...args: unknown[]) => {
          const work = args.pop() as (inner: postgres.TransactionSql) => unknown;
          const within = (inner: postgres.TransactionSql) => work(keepStatements(inner));
          return Reflect.apply(value, target, [...args, within]);
        };
      return value;
    },
  });
}

/** The serving role's pool; made on first use, one a process. */
function pool(): Pool {
  store.lookflexPool ??= (() => {
    const sql = postgres(env().databaseUrl, {
      max: 20,
      connect_timeout: 10,
      idle_timeout: 300,
      onnotice: () => {},
      connection: { application_name: "lookflex" },
    });
    return { sql, db: drizzle(keepStatements(sql)) };
  })();
  return store.lookflexPool;
}

/** The serving role's database. */
export const db: Database = new Proxy({} as Database, {
  get(_, property) {
    const { db } = pool();
    const value = Reflect.get(db, property, db);
    return typeof value === "function" ? value.bind(db) : value;
  },
});

/** Ends the pool after running statements, at most `seconds` later. For shutdown, tests and the CLI. */
export async function closeDatabase(seconds = 5): Promise<void> {
  await store.lookflexPool?.sql.end({ timeout: seconds });
  delete store.lookflexPool;
}

/** Whether the database answers within `ms`. */
export async function pingDatabase(ms = 2000): Promise<boolean> {
  const answer = pool().sql`select 1`.then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref());
  return Promise.race([answer, late]);
}
