import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { explainQuery } from "@/lib/query/explain-query";
import { Query, type QueryInput } from "@/lib/query/query";
import { runQuery } from "@/lib/query/run-query";
import { createHostileTable, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";

vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const { HOSTILE: dataset } = await import("@/lib/query/testing/hostile-dataset");
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = { dataset, source: { ...source, schemas: ["commerce"] }, pack: "test", folder: "/nowhere" };
  return { ...(await original()), loadDatasets: async () => new Map([["hostile", loaded]]) };
});

const NAVER = testViewer({ role: "editor", attributes: { channel: ["naver"] } });

let database: TestDatabase;
let owner: postgres.Sql;
let reader: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  reader = postgres(database.readerUrl, { max: 1 });
  await createHostileTable(owner, database.readerRole, hostileRows());
});
afterAll(async () => {
  await closeReaders(1);
  await owner.end();
  await reader.end();
  await database.close();
});

const INPUT: QueryInput = { dataset: "hostile", dimensions: ["channel"], measures: ["amount"] };
const explain = (viewer = NAVER, input = INPUT) => explainQuery(viewer, Query.parse(input));

test("the statement holds the asker's own row rules, says which, and gives what the query gives them", async () => {
  const { sql, params, rules, ...rest } = await explain();
  expect(rules).toEqual([{ column: expect.stringMatching(/channel/i), values: ["naver"] }]);
  expect(JSON.stringify(params)).toContain("naver");
  expect(rest).toMatchObject({ dialect: "postgres", source: "commerce", rollup: null, rollups: [] });
  expect(rest.planMs).toBeGreaterThanOrEqual(0);
  expect(rest.compileMs).toBeGreaterThanOrEqual(0);
  // As it stands, run as the role that runs it.
  const rows = await reader.unsafe(sql, params as never[]).values();
  const { rows: answered } = await runQuery(NAVER, INPUT);
  expect(answered.length).toBeGreaterThan(0);
  expect(rows.map(([, channel, amount]) => [channel, Number(amount)])).toEqual(
    answered.map(([channel, amount]) => [channel, Number(amount)]),
  );
  expect(answered.every(([channel]) => channel === "naver")).toBe(true);

  const other = await explain({ ...NAVER, attributes: { channel: ["coupang"] } });
  expect(other.rules[0]?.values).toEqual(["coupang"]);
  expect(JSON.stringify(other)).not.toContain("naver");
  // Who has no value sees no row: the statement says so too.
  expect((await explain({ ...NAVER, attributes: {} })).rules[0]?.values).toEqual([]);
});

test("viewers and tokens that may not query never get a statement; unknown names are told", async () => {
  await expect(explain({ ...NAVER, role: "viewer" })).rejects.toMatchObject({ code: "AUTH_004" });
  await expect(explain({ ...NAVER, tokenId: "t", scopes: ["read", "write"] })).rejects.toMatchObject({
    code: "AUTH_004",
  });
  // A viewer's token, whatever its scopes.
  await expect(explain({ ...NAVER, role: "viewer", tokenId: "t", scopes: ["query"] })).rejects.toMatchObject({
    code: "AUTH_004",
  });
  await expect(explain(NAVER, { ...INPUT, measures: ["amounts"] })).rejects.toMatchObject({
    code: "QUERY_001",
  });
});
