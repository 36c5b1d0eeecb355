import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDuckdb, type DuckdbTarget } from "@/lib/sources/open-duckdb";
import { runDuckdb, streamDuckdb } from "@/lib/sources/run-duckdb";
import { FilesSource } from "@/lib/sources/schema";

let folder: string;
let target: DuckdbTarget;
const never = new AbortController().signal;
const options = { source: "shop", signal: never, timeoutMs: 30_000, caps: { rows: 1e6, bytes: 1e9 } };

const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, "pack", name)), { recursive: true });
  writeFileSync(path.join(folder, "pack", name), text);
};
function over(tables: object): DuckdbTarget {
  const source = FilesSource.parse({ id: "shop", kind: "files", tables });
  return {
    kind: "duckdb",
    source,
    packFolder: path.join(folder, "pack"),
    dataDir: path.join(folder, "data"),
  };
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "duckdb-"));
  write("n.csv", "n,v\n1,0.1\n2,0.2\n3,\n");
  write("secret.csv", "s\n1\n");
  target = over({ numbers: { format: "csv", files: "n.csv", types: { v: "decimal(18, 4)" } } });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await closeDuckdb();
  rmSync(folder, { recursive: true });
});

const ask = async (text: string, params: (string | number | boolean | null)[] = [], changes = {}) =>
  (await runDuckdb(target, [{ text, params }], { ...options, ...changes })).sets[0];
const endless = "select sum(a.range * b.range) from range(1000000) a, range(1000000) b";

describe("statements", () => {
  test("have their values bound, and give exact numbers as text", async () => {
    expect(await ask("select n, v, n * $1::bigint from main.numbers order by n", [2])).toEqual([
      ["1", "0.1000", "2"],
      ["2", "0.2000", "4"],
      ["3", null, "6"],
    ]);
    expect(
      await ask("select $1::varchar, $2::boolean, $3::double, $4::integer", ["'; --", true, 0.5, null]),
    ).toEqual([["'; --", true, 0.5, null]]);
  });

  test("give days, instants and rarer types in the forms Postgres has for them", async () => {
    const values = [
      ...[
        "date '0044-03-15 (BC)'",
        "timestamp_s '2026-01-20 03:00:00'",
        "timestamp_ms '1969-12-31 23:59:59.25'",
      ],
      ...[
        "timestamp_ns '2026-01-20 03:00:00.123456789'",
        "'x'::enum('x', 'y')",
        "255::utinyint",
        "0.1::float",
      ],
      ...[
        "340282366920938463463374607431768211455::uhugeint",
        "-170141183460469231731687303715884105727::hugeint",
      ],
      ...["'6a1b6d2a-0e1f-4c3b-9d7e-000000000001'::uuid", "time '03:00:00'", "null"],
    ];
    expect(await ask(`select ${values.join(", ")}`)).toEqual([
      [
        ...["0044-03-15 BC", "2026-01-20 03:00:00", "1969-12-31 23:59:59.25", "2026-01-20 03:00:00.123456"],
        ...["x", 255, 0.1],
        ...["340282366920938463463374607431768211455", "-170141183460469231731687303715884105727"],
        ...["6a1b6d2a-0e1f-4c3b-9d7e-000000000001", "03:00:00", null],
      ],
    ]);
  });

  test("all answer, in their order", async () => {
    const statements = [1, 2, 3].map((n) => ({ text: "select $1::integer", params: [n] }));
    expect((await runDuckdb(target, statements, options)).sets).toEqual([[[1]], [[2]], [[3]]]);
  });

  test("give many rows whole and in order", async () => {
    const rows = await ask("select range from range(10000) order by range desc");
    expect(rows).toHaveLength(10_000);
    expect([rows?.[0], rows?.[9999]]).toEqual([["9999"], ["0"]]);
  });

  test("end when their time has run out, and give their place back", async () => {
    await expect(ask(endless, [], { timeoutMs: 50 })).rejects.toMatchObject({
      code: "QUERY_002",
      key: "queryTimedOut",
      retryAfter: 10,
    });
    expect(await ask("select 1")).toEqual([[1]]);
  });

  test("end when the reader leaves, before and while they work", async () => {
    const gone = AbortSignal.abort(new Error("left"));
    await expect(ask("select 1", [], { signal: gone })).rejects.toBe(gone.reason);
    for (let i = 0; i < 5; i++) {
      const leaver = new AbortController();
      const reason = new Error("left");
      const asked = ask(endless, [], { signal: leaver.signal });
      setImmediate(() => leaver.abort(reason));
      await expect(asked).rejects.toBe(reason);
    }
    expect(await ask("select 1")).toEqual([[1]]);
  });
});

describe("failures are typed and quote no value", () => {
  test.each([
    ["select * from main.nowhere", "SOURCE_001", "sourceMismatch"],
    ["select nothing from main.numbers", "SOURCE_001", "sourceMismatch"],
    ["select sum(n::varchar) from main.numbers", "SOURCE_001", "sourceMismatch"],
    ["select 'a secret'::integer", "QUERY_001", "valueOutOfRange"],
    ["select 9223372036854775807::bigint + n from main.numbers", "QUERY_001", "valueOutOfRange"],
  ])("%s: %s %s", async (text, code, key) => {
    const error = await ask(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, key });
    expect(String(error)).not.toContain("a secret");
  });

  test("what is a fault of ours stays one", async () => {
    await expect(ask("selec 1")).rejects.toThrow("Parser Error");
    await expect(ask("select 1; select 2")).rejects.not.toMatchObject({ code: "SOURCE_001" });
  });
});

describe("statements reach the source's files and nothing else", () => {
  const outside = () => path.join(folder, "pack", "secret.csv");
  test.each([
    ["another file", () => `select * from read_csv('${outside()}')`],
    ["another file by its name", () => `select * from '${outside()}'`],
    ["another file as a table", () => `select * from main."${outside()}"`],
    ["the file system's list", () => "select * from glob('/*')"],
    ["text of the system", () => "select * from read_text('/etc/hostname')"],
    ["the web", () => "select * from read_csv('https://example.com/a.csv')"],
    ["another database", () => `attach '${path.join(folder, "other.db")}'`],
    ["an extension", () => "install httpfs"],
    ["writing a table", () => "create table main.written as select 1"],
    ["writing a file", () => `copy (select 1) to '${path.join(folder, "written.csv")}'`],
  ])("%s is refused", async (_, text) => {
    await expect(ask(text())).rejects.toMatchObject({ code: "SOURCE_001" });
    expect(existsSync(path.join(folder, "written.csv"))).toBe(false);
  });

  test.each([
    "enable_external_access = true",
    "threads = 8",
    "TimeZone = 'Asia/Seoul'",
    "lock_configuration = false",
  ])("set %s is refused", async (setting) => {
    await expect(ask(`set ${setting}`)).rejects.toBeDefined();
    expect(await ask("select current_setting('threads'), current_setting('TimeZone')")).toEqual([
      ["2", "UTC"],
    ]);
  });

  test("a link that leads out of the pack is refused, and so is a missing file", async () => {
    symlinkSync("/etc/hostname", path.join(folder, "pack", "link.csv"));
    const ways = {
      "link.csv": "sourceMismatch",
      "missing.csv": "sourceUnreachable",
      "none-*.csv": "sourceUnreachable",
    };
    for (const [files, key] of Object.entries(ways)) {
      target = over({ numbers: { format: "csv", files } });
      await expect(ask("select * from main.numbers")).rejects.toMatchObject({ code: "SOURCE_001", key });
    }
    target = over({ numbers: { format: "csv", files: "n.csv", types: { v: "decimal(18, 4)" } } });
  });
});

describe("files", () => {
  const of = async (tables: object, text: string) =>
    (await runDuckdb(over(tables), [{ text, params: [] }], options)).sets[0];

  test("may be many, of many folders, and need not all have every column", async () => {
    write("months/2026/01.csv", "day,n\n2026-01-31,1\n");
    write("months/2026/02.csv", "n,day,note\n2,2026-02-01,x\n");
    write("months/2025.csv", "day,n\n2025-12-31,0\n");
    write("months/readme.txt", "no data");
    const rows = [
      ["2025-12-31", "0", null],
      ["2026-01-31", "1", null],
      ["2026-02-01", "2", "x"],
    ];
    const text = "select day, n, note from main.t order by 1";
    expect(await of({ t: { format: "csv", files: "months/**/*.csv" } }, text)).toEqual(rows);
    expect(
      await of({ t: { format: "csv", files: ["months/2025.csv", "months/2026/0?.csv"] } }, text),
    ).toEqual(rows);
    expect(
      await of({ t: { format: "csv", files: "months/2026/*.csv" } }, "select count(*) from main.t"),
    ).toEqual([["2"]]);
  });

  test("are read as they are written: marks, names, nulls, numbers, dates, encodings", async () => {
    write("odd.csv", `브랜드;금액;날짜;"a ""b"""\n닥터트루;1,50;31.01.2026;\n"";-;01.02.2026;"-"\n`);
    const table = {
      format: "csv",
      files: "odd.csv",
      delimiter: ";",
      nulls: ["-"],
      decimalSeparator: ",",
      dateFormat: "%d.%m.%Y",
      types: { 금액: "decimal(12, 2)", 날짜: "date", 'a "b"': "text" },
    };
    expect(await of({ t: table }, `select "브랜드", "금액", "날짜", "a ""b""" from main.t`)).toEqual([
      ["닥터트루", "1.50", "2026-01-31", null],
      ["", null, "2026-02-01", "-"],
    ]);
  });

  test("that are not what they should be say so, and not as an empty answer", async () => {
    write("text.csv", `n\n${"1\n".repeat(30_000)}abc\n`);
    write("fake.parquet", "no parquet at all");
    const broken = { code: "SOURCE_001", key: "sourceMismatch" };
    await expect(
      of({ t: { format: "csv", files: "text.csv" } }, "select sum(n) from main.t"),
    ).rejects.toMatchObject(broken);
    const typed = { format: "csv", files: "text.csv", types: { n: "integer" } };
    await expect(of({ t: typed }, "select sum(n) from main.t")).rejects.toMatchObject(broken);
    await expect(of({ t: { ...typed, types: { m: "integer" } } }, "select 1")).rejects.toMatchObject(broken);
    await expect(of({ t: { format: "parquet", files: "fake.parquet" } }, "select 1")).rejects.toMatchObject(
      broken,
    );
  });

  test("are looked at again when they have changed", async () => {
    const now = vi.spyOn(Date, "now");
    const count = async () =>
      (await of({ t: { format: "csv", files: "growing*.csv" } }, "select sum(n) from main.t"))?.[0]?.[0];
    write("growing1.csv", "n\n1\n");
    expect(await count()).toBe("1");
    write("growing2.csv", "n\n20\n");
    write("growing1.csv", "n\n100\n");
    now.mockReturnValue(Date.now() + 5000);
    expect(await count()).toBe("120");
  });
});

describe("streams", () => {
  const stream = (text: string, changes = {}) =>
    streamDuckdb(target, { text, params: [] }, { ...options, ...changes });
  const collect = async (chunks: AsyncIterable<unknown[][]>) => {
    const rows: unknown[][] = [];
    for await (const chunk of chunks) rows.push(...chunk);
    return rows;
  };

  test("give all rows in order, a part at a time", async () => {
    const sizes: number[] = [];
    let expected = 9999;
    for await (const chunk of stream("select range, range from range(10000) order by range desc")) {
      sizes.push(chunk.length);
      for (const [value] of chunk) expect(value).toBe(String(expected--));
    }
    expect(expected).toBe(-1);
    expect(sizes.length).toBeGreaterThan(1);
    expect(await collect(stream("select 1 where false"))).toEqual([]);
  });

  test("fail where DuckDB's own would end without a word", async () => {
    const late =
      "select case when range = 3000000 then ('a' || range)::integer else 1 end from range(3000001)";
    await expect(collect(stream(late))).rejects.toMatchObject({ code: "QUERY_001" });
  });

  test("that nobody reads on keep nobody waiting, and end when left", async () => {
    const text = "select range from range(100000)";
    const open = [stream(text), stream(text), stream(text)];
    for (const chunks of open) expect((await chunks.next()).done).toBe(false);
    expect(await ask("select 1")).toEqual([[1]]);
    for (const chunks of open) await chunks.return(undefined);
    const leaver = new AbortController();
    const left = stream(text, { signal: leaver.signal });
    await left.next();
    leaver.abort(new Error("left"));
    await expect(left.next()).rejects.toBe(leaver.signal.reason);
    await expect(collect(stream(endless, { timeoutMs: 50 }))).rejects.toMatchObject({ key: "queryTimedOut" });
  });
});

test("whoever reads files that change meanwhile reads on, and what was put on disk goes with the last reader", async () => {
  const now = vi.spyOn(Date, "now");
  write("changing.csv", `n\n${"1\n".repeat(5000)}`);
  const changing = over({ t: { format: "csv", files: "changing.csv" } });
  const chunks = streamDuckdb(changing, { text: "select n from main.t", params: [] }, options);
  const first = await chunks.next();
  write("changing.csv", "n\n2\n");
  now.mockReturnValue(Date.now() + 5000);
  expect((await runDuckdb(changing, [{ text: "select n from main.t", params: [] }], options)).sets).toEqual([
    [["2"]],
  ]);
  let rows = first.value?.length ?? 0;
  for await (const chunk of chunks) {
    expect(new Set(chunk.flat())).toEqual(new Set(["1"]));
    rows += chunk.length;
  }
  expect(rows).toBe(5000);
});

test("nothing stays on disk when the databases are closed", async () => {
  await ask("select 1");
  await closeDuckdb();
  expect(readdirSync(path.join(folder, "data", "duckdb-temp"))).toEqual([]);
});

test("the first set is cut at a cap and says so; a later one is right whole or not at all", async () => {
  const numbers = { text: "select range from range(100000)", params: [] };
  const small = { ...options, caps: { rows: 5, bytes: 1e9 } };
  expect(await runDuckdb(target, [numbers], small)).toMatchObject({ sets: [{ length: 5 }], truncated: true });
  const few = { ...options, caps: { rows: 1e6, bytes: 10_000 } };
  const cut = await runDuckdb(target, [numbers], few);
  expect(cut.truncated).toBe(true);
  expect(cut.sets[0]?.length).toBeLessThan(1000);
  const one = { text: "select 1", params: [] };
  await expect(runDuckdb(target, [one, numbers], few)).rejects.toMatchObject({ key: "answerTooLarge" });
});
