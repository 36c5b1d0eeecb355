import "server-only";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { watchersOf } from "@/db/written-tables";
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

type Hear = ReturnType<typeof watchersOf>[number];

/** Tells the watchers at the query's end, before whoever awaits it. A query is asked only once somebody does. */
function tellAfter<Q extends PromiseLike<unknown>>(query: Q, watchers: readonly Hear[]): Q {
  const then = query.then.bind(query);
  const tell = () => {
    for (const hear of watchers) hear();
  };
  const told: Q["then"] = (onDone, onFail) =>
    then(
      (value) => {
        tell();
        return onDone ? onDone(value) : (value as never);
      },
      (error) => {
        tell();
        if (onFail) return onFail(error);
        throw error;
      },
    );
  // All other ways to wait for a promise go by this one.
  Reflect.set(query, "then", told);
  return query;
}

/**
 * Drizzle tells the driver to have each statement parsed, described and planned anew: two trips. Here the database keeps them, by
 * connection, and a statement is one trip. Who watches what is written is told of it.
 * @param written of a transaction: who is told at its end
 */
function keepStatements<S extends postgres.Sql | postgres.TransactionSql>(sql: S, written?: Set<Hear>): S {
  return new Proxy(sql, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      if (property === "unsafe")
        return (text: string, params: unknown[] = [], options: postgres.UnsafeQueryOptions = {}) => {
          const prepare = params.length > 0 && params.length <= MOST_KEPT_PARAMS && !OPEN_ENDED.test(text);
          const query = Reflect.apply(value, target, [text, params, { ...options, prepare }]);
          const watchers = watchersOf(text);
          if (watchers.length === 0) return query;
          if (!written) return tellAfter(query, watchers);
          for (const hear of watchers) written.add(hear);
          return query;
        };
      if (property === "begin" || property === "savepoint")
        return (...args: unknown[]) => {
          const work = args.pop() as (inner: postgres.TransactionSql) => unknown;
          const inside = written ?? new Set<Hear>();
          const within = (inner: postgres.TransactionSql) => work(keepStatements(inner, inside));
          const result: Promise<unknown> = Reflect.apply(value, target, [...args, within]);
          if (written) return result;
          // Also where it failed: a commit whose answer was lost may have been one.
          return result.finally(() => {
            for (const hear of inside) hear();
          });
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

/** Runs `work` in the caller's transaction, or in one of its own where there is none. */
export const within = <T>(tx: Executor | undefined, work: (tx: Executor) => Promise<T>): Promise<T> =>
  tx ? work(tx) : db.transaction(work);

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
