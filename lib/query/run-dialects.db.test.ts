import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Bind, Dialect } from "@/lib/query/dialects/dialect";
import { duckdbDialect } from "@/lib/query/dialects/duckdb";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import { closeDuckdb } from "@/lib/sources/open-duckdb";
import { runDuckdb } from "@/lib/sources/run-duckdb";
import { closeReaders, runPostgres } from "@/lib/sources/run-postgres";
import type { SourceStatement } from "@/lib/sources/runner";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { createHostileDuckdb } from "@/tests/hostile-duckdb";

/** What both dialects print, over the same values and through the real runners: what the hostile table is too small to show. */

let database: TestDatabase | undefined;
let file: Awaited<ReturnType<typeof createHostileDuckdb>> | undefined;
beforeAll(async () => {
  database = await testDatabase();
  file = await createHostileDuckdb([]);
});
afterAll(async () => {
  await closeReaders(1);
  await closeDuckdb();
  await file?.remove();
  await database?.close();
});

/** Weeks from Sunday and fiscal years from May: both are moved before they are cut. */
const CALENDAR = { weekStart: 0 as const, fiscalYearStart: 5 };

/** Asks both databases what `print` makes of each dialect. */
async function both(print: (dialect: Dialect, bind: Bind) => string) {
  if (!database || !file) throw new Error("the databases are not there");
  const options = {
    source: "test",
    signal: new AbortController().signal,
    timeoutMs: 30_000,
    caps: { rows: 1e6, bytes: 1e9 },
  };
  const written = (dialect: Dialect): SourceStatement[] => {
    const params: SourceStatement["params"] = [];
    return [{ text: print(dialect, (value) => `$${params.push(value)}`), params }];
  };
  const [postgres, duckdb] = await Promise.all([
    runPostgres(database.readerUrl, written(postgresDialect), options),
    runDuckdb(file.target, written(duckdbDialect), options),
  ]);
  return { postgres: postgres.sets[0], duckdb: duckdb.sets[0] };
}
async function agree(what: string, print: (dialect: Dialect, bind: Bind) => string) {
  const { postgres, duckdb } = await both(print);
  expect(duckdb, what).toEqual(postgres);
  expect(duckdb?.length, what).toBeGreaterThan(0);
}

const rows = (values: readonly string[]) =>
  `(values ${values.map((value) => `('${value.replaceAll("'", "''")}')`).join(", ")}) as t(v)`;

const letter = fc.oneof(
  fc.constantFrom(..."aAbBzZéÉß ıİΣσς-_'\"%.,;:!?()[]{}0123456789+<=>|~$€₩\\"),
  fc.constantFrom(..."가각간나다라마바사아자차카타파하힣ㄱㄴㅏ갂뷁"),
  fc.constantFrom(..."가나漢字大小日月本ひらカナー，。「」"),
  fc.constantFrom("\u1100\u1161", "\u1100\u1161\u11a8", "e\u0301", "🍊", "👩‍👧", "\u3000", "\u200b"),
);
const word = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(""));
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 100), seed: 7 };

describe("text", () => {
  test("stands in the same order, whatever the script and the form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { minLength: 2, maxLength: 60 }), (words) =>
        agree("order", (dialect) => {
          const keys = dialect.textOrder?.("v") ?? ["v"];
          return `select v from ${rows(words)} order by ${keys.join(", ")}`;
        }),
      ),
      runs,
    );
  });

  test("is found whatever the case and the form, and its beginning in its own case", async () => {
    // Postgres lower-cases these with the letters around them, DuckDB each for itself (see ADR 9).
    const plain = word.map((text) => text.replace(/[İΣς]/g, "σ"));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(plain, { minLength: 1, maxLength: 40 }), plain, async (words, part) => {
        for (const op of ["contains", "startsWith"] as const)
          await agree(op, (dialect, bind) => {
            const found = dialect[op]("v", part.normalize("NFC"), bind);
            return `select v, case when ${found} then 1 else 0 end from ${rows(words)} order by ${(dialect.textOrder?.("v") ?? ["v"]).join(", ")}`;
          });
      }),
      runs,
    );
  });

  test("is one of many, whatever stands in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { minLength: 2, maxLength: 40 }), async (words) => {
        const some = words.filter((_, i) => i % 2 === 0);
        await agree("oneOf", (dialect, bind) => {
          const among = dialect.oneOf("v", some, "text", bind);
          return `select count(*) from ${rows(words)} where ${among}`;
        });
      }),
      runs,
    );
  });
});

describe("numbers", () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }), fc.integer({ min: 0, max: 8 }))
    .map(([digits, scale]) => {
      const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
      const whole = text.slice(0, text.length - scale);
      return `${digits < 0n ? "-" : ""}${whole}${scale > 0 ? `.${text.slice(-scale)}` : ""}`;
    });

  test("exact ones become the same double, to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(decimal, decimal), { minLength: 1, maxLength: 20 }), (pairs) =>
        agree("ratio", (dialect, bind) => {
          const list = pairs.map(([a, b], i) => `(${i}, '${a}'::decimal(38, 8), '${b}'::decimal(38, 8))`);
          const columns = [dialect.ratio("a", "b", 100, bind), dialect.change("(a - b)", "b")];
          return `select ${columns.join(", ")} from (values ${list.join(", ")}) as t(i, a, b) order by i`;
        }),
      ),
      runs,
    );
  });

  test("are compared without rounding", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(decimal, { minLength: 1, maxLength: 20 }), decimal, async (values, other) => {
        const list = values.map((value, i) => `(${i}, '${value}'::decimal(38, 8))`).join(", ");
        for (const sign of ["<", "<=", "=", ">"])
          await agree(sign, (dialect, bind) => {
            const test = `v ${sign} ${dialect.value(other, "number", bind)} or ${dialect.oneOf("v", [other, values[0] ?? 0], "number", bind)}`;
            return `select i, case when ${test} then 1 else 0 end from (values ${list}) as t(i, v) order by i`;
          });
      }),
      runs,
    );
  });
});

describe("time", () => {
  /** Changes of a half hour, at midnight, of a whole day, of the zone itself; offsets of a quarter of an hour. */
  const zones = [
    ...["Asia/Seoul", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu"],
    ...["America/Sao_Paulo", "Africa/Cairo", "Pacific/Chatham", "America/St_Johns", "Asia/Beirut"],
    ...["America/Havana", "Asia/Tehran", "Antarctica/Troll", "Asia/Pyongyang", "Europe/Dublin", "UTC"],
    ...["Atlantic/Azores", "America/Nuuk", "America/Santiago", "America/Asuncion"],
  ];

  /** A quarter of an hour apart around every change of the clocks in some years both databases know for certain. */
  function instants(zone: string): string[] {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    const offset = (ms: number) =>
      format.formatToParts(ms).find((part) => part.type === "timeZoneName")?.value;
    const found = [Date.UTC(1999, 11, 31, 23, 59, 59), Date.UTC(2024, 1, 29, 12)];
    const [step, margin] = [12 * 3_600_000, 3 * 3_600_000];
    for (let ms = Date.UTC(2018, 0, 1); ms < Date.UTC(2020, 0, 1); ms += step)
      if (offset(ms) !== offset(ms - step))
        for (let at = ms - step - margin; at <= ms + margin; at += 900_000) found.push(at + 1234);
    return found.map((ms) => new Date(ms).toISOString());
  }

  test.each(zones)("%s: hours, days, weeks, moves and windows are the same", async (zone) => {
    const all = instants(zone);
    const relation = `(select v::timestamptz as moment from ${rows(all)}) as moments`;
    const column = {
      dimension: "moment",
      at: { column: "moment" },
      type: "time" as const,
      moves: true,
      masked: false,
    };
    for (const grain of ["hour", "day", "week", "quarter", "fiscal_quarter", "fiscal_year"] as const)
      await agree(
        grain,
        (dialect, bind) =>
          `select moment, ${dialect.truncate("moment", column, grain, { ...CALENDAR, timezone: zone }, bind)} from ${relation} order by moment`,
      );
    const time = { ...column, window: { from: "2021-01-01", to: "2021-12-31" } };
    for (const [unit, count] of [
      ["day", 1],
      ["day", 365],
      ["year", 1],
    ] as const) {
      const previous = { from: "2020-01-01", to: "2020-12-31", distance: { unit, count } };
      await agree(
        `${count} ${unit}`,
        (dialect, bind) =>
          `select ${dialect.move("moment", { ...time, previous }, zone, bind)} from ${relation} order by moment`,
      );
    }
    // Windows of days hold what groups by day do: a midnight may come twice, or never.
    for (const day of new Set(all.map((instant) => instant.slice(0, 10)))) {
      const { postgres, duckdb } = await both((dialect, bind) => {
        const cut = dialect.truncate("moment", column, "day", { ...CALENDAR, timezone: zone }, bind);
        const within = dialect.within("moment", "time", { from: day, to: day }, zone, bind);
        return `select count(*) filter (where ${within}), count(*) filter (where ${cut} = date '${day}') from ${relation}`;
      });
      expect(duckdb, day).toEqual(postgres);
      expect(postgres?.[0]?.[0], day).toBe(postgres?.[0]?.[1]);
    }
  });

  test("a time without a zone is in UTC, whatever is made of it", async () => {
    const column = {
      dimension: "moment",
      at: { column: "moment" },
      type: "time" as const,
      moves: false,
      masked: false,
    };
    const relation = `(select timestamp '2026-01-01 16:30:00' as moment) as moments`;
    const plan = { ...CALENDAR, timezone: "Asia/Seoul" };
    const { postgres, duckdb } = await both((dialect, bind) => {
      const moment = dialect.cast("moment", "time");
      const grains = ([null, "hour", "day", "month"] as const).map((grain) =>
        dialect.truncate(moment, column, grain, plan, bind),
      );
      const window = { from: "2026-01-02", to: "2026-01-02" };
      return `select ${grains.join(", ")}, ${dialect.within("moment", "time", window, "Asia/Seoul", bind)} from ${relation}`;
    });
    expect(duckdb).toEqual(postgres);
    expect(postgres).toEqual([
      ["2026-01-01 16:30:00+00", "2026-01-01 16:00:00+00", "2026-01-02", "2026-01-01", true],
    ]);
  });

  test("days: grains, and moves from the ends of February", async () => {
    const days = [
      "2024-02-28",
      "2024-02-29",
      "2024-03-01",
      "2023-02-28",
      "2025-12-31",
      "2026-01-01",
      "1970-01-01",
    ];
    const relation = `(select v::date as d from ${rows(days)}) as days`;
    const column = { dimension: "d", at: { column: "d" }, type: "date" as const, moves: true, masked: false };
    for (const grain of ["day", "week", "month", "quarter", "year", "fiscal_quarter", "fiscal_year"] as const)
      await agree(
        grain,
        (dialect, bind) =>
          `select d, ${dialect.truncate("d", column, grain, { ...CALENDAR, timezone: "Asia/Seoul" }, bind)} from ${relation} order by d`,
      );
    for (const from of ["2024-02-29", "2024-02-28"])
      for (const [unit, count] of [
        ["day", 31],
        ["year", 1],
      ] as const) {
        const previous = { from: "2023-02-28", to: "2023-03-01", distance: { unit, count } };
        const time = { ...column, window: { from, to: "2024-03-01" }, previous };
        await agree(
          `${from} ${unit}`,
          (dialect, bind) => `select d, ${dialect.move("d", time, "UTC", bind)} from ${relation} order by d`,
        );
        const instant = { ...time, type: "time" as const };
        const noon = `(select (d + time '12:34:56.5') at time zone 'UTC' as d from ${relation}) as noons`;
        await agree(
          `${from} ${unit} at noon`,
          (dialect, bind) => `select d, ${dialect.move("d", instant, "UTC", bind)} from ${noon} order by d`,
        );
      }
  });
});

test("values come in the same shapes", async () => {
  const values = [
    ...["1::smallint", "2147483647::integer", "9007199254740993::bigint", "-0.0500::decimal(20, 4)"],
    ...["12345678901234567890.1234::decimal(38, 4)", "0.1::real", "16777217::real", "0.1::double precision"],
    ...[
      "'nan'::double precision",
      "'-infinity'::double precision",
      "true",
      "false",
      "null::integer",
      "''",
      "'닥터'",
    ],
    ...[
      "date '2026-01-20'",
      "date '0001-01-01'",
      "date '12026-01-20'",
      "date 'infinity'",
      "date '-infinity'",
    ],
    ...["timestamptz '2026-01-20 03:00:00+00'", "timestamptz '2026-01-20 03:00:00.250001+09'"],
    ...[
      "timestamptz '1969-12-31 23:59:59.999999+00'",
      "timestamptz 'infinity'",
      "timestamp '2026-01-20 03:00:00.5'",
    ],
  ];
  await agree("shapes", () => `select ${values.join(", ")}`);
});
