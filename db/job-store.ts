/** Where jobs are kept: pg-boss' schema `pgboss`, over the driver and the pools we have. */
import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import PgBoss from "pg-boss";
import { JOB_QUEUES, type QueuePolicy } from "@/db/job-queues";

const SCHEMA = "pgboss";

/** A database or a transaction of it. */
type Session = Pick<PgDatabase<PostgresJsQueryResultHKT>, "_">;

/** As pg-boss' own driver would send it: objects become JSON, what is not given becomes null. */
function parameter(value: unknown): unknown {
  if (value === undefined) return null;
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord && !(value instanceof Date) ? JSON.stringify(value) : value;
}

/** The door through which pg-boss runs its statements: inside a transaction of ours, they stand and fall with it. */
export const bossDatabase = (session: Session): PgBoss.Db => ({
  executeSql: async (text, values = []) => {
    const params = values.map(parameter);
    const statement = session._.session.prepareQuery({ sql: text, params }, undefined, undefined, false);
    const rows: unknown = await statement.execute();
    return { rows: Array.isArray(rows) ? [...rows] : [] };
  },
});

/** pg-boss without timers and without rights of its own: it keeps jobs, our runner runs them. */
export const makeBoss = (session: Session, { migrate }: { migrate: boolean }): PgBoss =>
  new PgBoss({ db: bossDatabase(session), schema: SCHEMA, migrate, supervise: false, schedule: false });

/** Makes or changes queues. The owner's, since a queue is a table. */
export async function ensureQueues(
  session: Session,
  queues: Readonly<Record<string, QueuePolicy>>,
): Promise<void> {
  const boss = makeBoss(session, { migrate: false });
  const known = new Map((await boss.getQueues()).map(({ name, policy }) => [name, policy]));
  for (const [name, policy] of Object.entries(queues)) {
    if (!known.has(name)) await boss.createQueue(name, { name, policy });
    else if (known.get(name) !== policy) await boss.updateQueue(name, { name, policy });
  }
}

/** Brings pg-boss' schema and the queues up to date. @param session the owner's only connection, under the migration lock */
export async function installJobStore(session: Session): Promise<void> {
  await makeBoss(session, { migrate: true }).start();
  await ensureQueues(session, JOB_QUEUES);
}
