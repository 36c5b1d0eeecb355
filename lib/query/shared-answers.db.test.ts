import { Redis } from "ioredis";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeSharedStore, sharedStore } from "@/lib/cache/shared-store";
import { Dataset } from "@/lib/datasets/schema";
import { log } from "@/lib/log";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { type RunPlanOptions, runPlan } from "@/lib/query/run-plan";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { type RedisServer, redisProgram, redisServer } from "@/tests/redis-server";

const DATASET = Dataset.parse({
  id: "sales",
  label: "Sales",
  source: "commerce",
  table: { schema: "commerce", name: "sales" },
  dimensions: [
    { name: "channel", label: "Channel", type: "string" },
    { name: "at", label: "At", type: "time" },
    { name: "paid", label: "Paid", type: "boolean" },
  ],
  measures: [
    { name: "amount", label: "Amount", aggregate: "sum", column: "amount" },
    { name: "orders", label: "Orders", aggregate: "count" },
  ],
  rows: [{ dimension: "channel", attribute: "channel", except: ["admin"] }],
});

let database: TestDatabase | undefined;
let redis: RedisServer;
let client: Redis;
let owner: postgres.Sql;
const globals = globalThis as { lookflexEnv?: unknown; lookflexSharedCache?: { client: Redis } | null };

describe.skipIf(!redisProgram)("answers shared by Redis", () => {
  beforeAll(async () => {
    log.level = "silent";
    database = await testDatabase();
    redis = await redisServer();
    process.env.REDIS_URL = redis.url;
    client = new Redis(redis.url);
    client.on("error", () => {});
    owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    await owner.unsafe(`
      create schema if not exists commerce;
      create table commerce.sales (channel text, at timestamptz, paid boolean, amount numeric);
      grant usage on schema commerce to ${database.readerRole};
      grant select on commerce.sales to ${database.readerRole}`);
  });
  beforeEach(async () => {
    await client.flushall();
    await owner`truncate commerce.sales`;
    await owner`insert into commerce.sales values
      ('네이버 "샵" 🍊', '2026-01-02 03:04:05.678901+09', true, 12345678901234567890.123456789),
      ('coupang', null, false, -0.5), ('coupang', '2026-01-03 00:00:00+00', null, null)`;
    await anotherProcess();
  });
  afterAll(async () => {
    closeSharedStore();
    client?.disconnect();
    await redis?.stop();
    await closeReaders(1);
    await owner?.end();
    await database?.close();
  });

  /** Forgets all this process knows, as if the next question came to another replica. */
  async function anotherProcess() {
    clearQueryCache();
    closeSharedStore();
    sharedStore();
    await connected();
  }
  const connected = () =>
    expect.poll(() => globals.lookflexSharedCache?.client.status, { timeout: 20_000 }).toBe("ready");
  /** Answers are written behind the reader's back. */
  const written = (count: number) =>
    expect.poll(async () => (await answers()).length, { timeout: 20_000 }).toBe(count);
  const answers = () => client.keys("*");
  const change = () => owner`insert into commerce.sales values ('coupang', null, true, 1000)`;

  async function ask(
    options: Partial<RunPlanOptions> = {},
    viewer = testViewer({ role: "admin" }),
    dataset = DATASET,
  ) {
    const query = parseInput(Query, {
      dataset: "sales",
      dimensions: ["channel", "at"],
      measures: ["amount", "orders"],
      totals: ["grand"],
    });
    const plan = planQuery(query, dataset, viewer, new Date("2026-01-20T00:00:00Z"));
    return runPlan(plan, dataset, {
      locale: "en",
      data: { version: 1, dataAsOf: "2026-01-01T00:00:00.000Z" },
      ...options,
    });
  }
  const withoutTime = ({ meta: { elapsedMs: _, ...meta }, ...rest }: Awaited<ReturnType<typeof ask>>) => ({
    ...rest,
    meta,
  });

  test("are the source's, to the last digit, for a process that has none", async () => {
    const first = await ask();
    await written(1);
    await change();
    await anotherProcess();
    const second = await ask();
    expect(first.meta.cached).toBe(false);
    expect(withoutTime(second)).toEqual({
      ...withoutTime(first),
      meta: { ...withoutTime(first).meta, cached: true },
    });
  });

  test("are old when the data version is a new one", async () => {
    await ask();
    await written(1);
    await change();
    await anotherProcess();
    const [before] = (await ask()).rows.filter(([channel]) => channel === "coupang");
    const [after] = (await ask({ data: { version: 2, dataAsOf: "2026-01-02T00:00:00.000Z" } })).rows.filter(
      ([channel, at]) => channel === "coupang" && at === null,
    );
    expect(before?.[3]).toBe(1);
    expect(after?.[3]).toBe(2);
  });

  test("are not another dataset's over the same table, whose versions are its own", async () => {
    await ask();
    await written(1);
    await change();
    await anotherProcess();
    const other = await ask({}, testViewer({ role: "admin" }), { ...DATASET, id: "sales_again" });
    expect(other).toMatchObject({ grandTotal: { orders: 4 }, meta: { cached: false } });
  });

  test("are nobody's whose rows they are not", async () => {
    await ask();
    await written(1);
    await anotherProcess();
    const some = await ask({}, testViewer({ attributes: { channel: ["coupang"] } }));
    expect(some.meta.cached).toBe(false);
    expect(some.rows.map(([channel]) => channel)).toEqual(["coupang", "coupang"]);
  });

  test("stand under keys that say nothing, of a deployment's own, and end", async () => {
    await ask();
    await written(1);
    for (const key of await answers()) {
      expect(key).toMatch(/^lookflex:[\w-]{12}:answer2:[\w-]{43}$/);
      const left = await client.pttl(key);
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(3_600_000);
    }
    const secret = process.env.APP_SECRET;
    process.env.APP_SECRET = `another ${secret}`;
    delete globals.lookflexEnv;
    try {
      await anotherProcess();
      expect((await ask()).meta.cached).toBe(false);
    } finally {
      process.env.APP_SECRET = secret;
      delete globals.lookflexEnv;
    }
  });

  test("long ones take less room there", async () => {
    await owner`insert into commerce.sales
      select 'channel ' || n, '2026-01-01', true, n from generate_series(1, 900) n`;
    await ask();
    await written(1);
    const [key = ""] = await answers();
    expect(await client.strlen(key)).toBeLessThan(900 * 25);
    await anotherProcess();
    expect((await ask()).meta).toMatchObject({ cached: true, rowCount: 903 });
  });

  test("are missed by nobody when Redis goes, hangs, is full, and comes back", async () => {
    const right = async () => {
      clearQueryCache();
      expect((await ask()).rows).toHaveLength(3);
    };
    await right();
    redis.pause();
    await right();
    await right();
    redis.resume();
    await redis.stop();
    await right();
    await redis.start();
    await right();
    await anotherProcess();
    await client.config("SET", "maxmemory", "1");
    await right();
    await client.config("SET", "maxmemory", "0");
    await written(0);
    await right();
    await written(1);
    clearQueryCache();
    expect((await ask()).meta.cached).toBe(true);
  });

  test("a process that starts without Redis uses it once it is there", async () => {
    await redis.stop();
    closeSharedStore();
    clearQueryCache();
    expect((await ask()).meta.cached).toBe(false);
    await redis.start();
    await connected();
    clearQueryCache();
    await ask();
    await written(1);
    clearQueryCache();
    expect((await ask()).meta.cached).toBe(true);
  });
});
