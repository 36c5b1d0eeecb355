import { setMaxListeners } from "node:events";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { POST } from "@/app/api/v1/query/route";
import { flushAudit } from "@/lib/audit/record-read";
import { endRefusals } from "@/lib/audit/record-refusal";
import { person } from "@/lib/dashboards/person.fixture";
import { closeRunners } from "@/lib/sources/open-runner";
import { createToken } from "@/lib/tokens/create-token";
import { type TestDatabase, testDatabase } from "@/tests/database";

// Both need Next's own build of React; the API only lets Next's signals pass, and translates without React.
vi.mock("next/navigation", () => ({ unstable_rethrow: () => {} }));
vi.mock("next-intl", () => import("use-intl/core"));
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const { Dataset } = await import("@/lib/datasets/schema");
  const dataset = Dataset.parse({
    id: "slow",
    label: "Slow",
    source: "commerce",
    table: { schema: "commerce", name: "slow" },
    dimensions: [{ name: "n", label: "N", type: "number" }],
    measures: [{ name: "total", label: "Total", aggregate: "sum", column: "n" }],
    rows: "allRows",
  });
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const registry = new Map([
    ["slow", { dataset, source: { ...source, schemas: ["commerce"] }, pack: "test", folder: "/nowhere" }],
  ]);
  return { ...(await original()), loadDatasets: async () => registry };
});

let database: TestDatabase;
let watcher: postgres.Sql;
let token: string;
beforeAll(async () => {
  database = await testDatabase();
  process.env.RATE_LIMIT_PER_MINUTE = "10000";
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create schema if not exists commerce;
    create view commerce.slow as select 1 as n where pg_sleep(600) is not null;
    grant usage on schema commerce to ${database.readerRole};
    grant select on commerce.slow to ${database.readerRole}`);
  await owner.end();
  watcher = postgres(database.readerUrl, { max: 1 });
  const viewer = await person("viewer");
  token = (await createToken(viewer, { name: "q", scopes: ["query"], expiresAt: null })).token;
});
afterAll(async () => {
  endRefusals();
  await flushAudit();
  await closeRunners(1);
  await watcher?.end();
  await database?.close();
});

const running = async () => {
  const [row] = await watcher`select count(*)::int as n from pg_stat_activity
    where state = 'active' and query like '%"slow"%' and pid <> pg_backend_pid() and datname = current_database()`;
  return Number(row?.n);
};

test("more questions than a source takes are sent away with a time to come back, and end when their readers leave", async () => {
  const leaver = new AbortController();
  setMaxListeners(0, leaver.signal);
  const sentAway: Response[] = [];
  const other: number[] = [];
  const ask = async (n: number) => {
    const body = JSON.stringify({
      dataset: "slow",
      measures: ["total"],
      filters: [{ name: "n", op: "gte", values: [-n] }],
    });
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const request = new Request("http://localhost:3000/api/v1/query", {
      method: "POST",
      headers,
      body,
      signal: leaver.signal,
    });
    const response = await POST(request);
    if (response.status === 503) sentAway.push(response);
    else other.push(response.status);
  };
  const asked = Array.from({ length: 300 }, (_, n) => ask(n));
  await expect.poll(() => sentAway.length, { timeout: 30_000 }).toBe(300 - 8 - 200);
  await expect.poll(running, { timeout: 30_000 }).toBe(8);
  for (const response of sentAway) {
    expect(response.headers.get("retry-after")).toBe("2");
    expect((await response.json()).error).toMatchObject({ code: "QUERY_002" });
  }
  leaver.abort();
  await Promise.all(asked);
  expect(other).toEqual(Array(208).fill(499));
  await expect.poll(running, { timeout: 30_000 }).toBe(0);
});
