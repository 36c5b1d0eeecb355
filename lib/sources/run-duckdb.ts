import "server-only";
import type { DuckDBConnection, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import { AppError } from "@/lib/errors";
import { chunkRows } from "@/lib/sources/duckdb-cells";
import { duckdbErrorKind, toDuckdbError } from "@/lib/sources/duckdb-error";
import {
  connectDuckdb,
  type DuckdbReader,
  type DuckdbTarget,
  duckdb,
  forgetDuckdb,
} from "@/lib/sources/open-duckdb";
import { rowBytes } from "@/lib/sources/row-bytes";
import type { ReadOptions, RunOptions, SourceAnswer, SourceStatement } from "@/lib/sources/runner";
import { Slots } from "@/lib/sources/slots";

/** DuckDB works in Node's own few threads: more at once, whatever their source, would keep files and passwords waiting. */
const AT_WORK = 2;
const LONGEST_LINE = 200;
/** An interrupt between two steps of DuckDB's is lost, so it is repeated. */
const REPEAT_MS = 50;

const memo = globalThis as typeof globalThis & { lookflexDuckdbSlots?: Slots };
const slots = (): Slots => {
  memo.lookflexDuckdbSlots ??= new Slots(AT_WORK, LONGEST_LINE);
  return memo.lookflexDuckdbSlots;
};

/**
 * Runs statements on one snapshot, in one read-only transaction, and interrupts them when the signal fires.
 * @returns rows as arrays: exact numbers, dates and times as text, as `runPostgres` does. @throws as `SourceRunner.run`
 */
export async function runDuckdb(
  target: DuckdbTarget,
  statements: readonly SourceStatement[],
  options: RunOptions,
): Promise<SourceAnswer> {
  const { caps, signal, timeoutMs } = options;
  const work = async (): Promise<SourceAnswer> => {
    const session = await Session.begin(target, options);
    try {
      const sets: unknown[][][] = [];
      let bytes = 0;
      let truncated = false;
      for (const [index, statement] of statements.entries()) {
        const rows: unknown[][] = [];
        const take = (row: unknown[]): boolean => {
          bytes += rowBytes(row);
          const fits = bytes <= caps.bytes && (index > 0 || rows.length < caps.rows);
          if (fits) rows.push(row);
          return fits;
        };
        const whole = await session.step(() => session.read(statement, take));
        if (!whole && index > 0) throw new AppError("QUERY_001", { key: "answerTooLarge" });
        truncated ||= !whole;
        sets.push(rows);
      }
      return { sets, truncated };
    } finally {
      session.end();
    }
  };
  return slots().run(work, signal, timeoutMs);
}

/**
 * One statement's rows a chunk at a time, for reads larger than memory should hold. The time limit is each step's.
 * A reader who is slow to come back keeps nobody waiting: only steps take a place.
 * @throws as `runDuckdb`, also after the first chunks.
 */
export async function* streamDuckdb(
  target: DuckdbTarget,
  statement: SourceStatement,
  options: ReadOptions,
): AsyncGenerator<unknown[][]> {
  const turn = <T>(work: () => Promise<T>) => slots().run(work, options.signal, options.timeoutMs);
  const session = await turn(() => Session.begin(target, options));
  try {
    const { result, count } = await turn(() => session.step(() => session.spool(statement)));
    for (let left = count; left > 0; ) {
      const rows = await turn(() => session.step(() => session.more(result)));
      left -= rows.length;
      yield rows;
    }
  } finally {
    session.end();
  }
}

/** One connection in one read-only transaction. */
class Session {
  readonly connection: DuckDBConnection;

  private constructor(
    readonly reader: DuckdbReader,
    readonly target: DuckdbTarget,
    readonly options: ReadOptions,
  ) {
    this.connection = reader.connection;
  }

  static async begin(target: DuckdbTarget, options: ReadOptions): Promise<Session> {
    const session = new Session(await connectDuckdb(target), target, options);
    try {
      await session.step(() => session.connection.run("begin transaction read only"));
      return session;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  end(): void {
    this.reader.close();
  }

  /** Does some work within the time limit, interrupted when the signal fires. */
  async step<T>(work: () => Promise<T>): Promise<T> {
    const { signal, timeoutMs, source } = this.options;
    signal.throwIfAborted();
    let late = false;
    let repeat: NodeJS.Timeout | undefined;
    const interrupt = () => {
      this.connection.interrupt();
      repeat ??= setInterval(() => this.connection.interrupt(), REPEAT_MS);
    };
    const timer = setTimeout(() => {
      late = true;
      interrupt();
    }, timeoutMs);
    signal.addEventListener("abort", interrupt, { once: true });
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (late && duckdbErrorKind(error) === "INTERRUPT")
        throw new AppError("QUERY_002", {
          key: "queryTimedOut",
          values: { source },
          retryAfter: 10,
          cause: error,
        });
      // After these the database refuses everything.
      if (/^(INTERNAL|FATAL)$/.test(duckdbErrorKind(error))) forgetDuckdb(this.target);
      throw toDuckdbError(error, source);
    } finally {
      clearTimeout(timer);
      clearInterval(repeat);
      signal.removeEventListener("abort", interrupt);
    }
  }

  /** Hands over rows until there are no more, or one is not taken. @returns whether all were */
  async read(statement: SourceStatement, take: (row: unknown[]) => boolean): Promise<boolean> {
    const result = await this.#execute(statement.text, statement.params);
    for (;;) {
      const chunk = await this.next(result);
      if (chunk.length === 0) return true;
      for (const row of chunk) if (!take(row)) return false;
    }
  }

  /**
   * The rows of a statement in a temporary table, which goes to disk where it is large. A stream of DuckDB's ends
   * without a word where the statement fails on the way; this way it fails before the first row, or rows are missing.
   */
  async spool({ text, params }: SourceStatement): Promise<{ result: DuckDBResult; count: number }> {
    const prepared = await this.connection.prepare(text);
    const names = Array.from({ length: prepared.columnCount }, (_, i) => `c${i}`);
    prepared.destroySync();
    const made = await this.#execute(`create temp table spool (${names.join(", ")}) as\n${text}`, params);
    const [[count] = []] = await this.next(made);
    return { result: await this.connection.stream("select * from temp.spool"), count: Number(count) };
  }

  /** Rows of which it is known that there are more: none means that something broke off. */
  async more(result: DuckDBResult): Promise<unknown[][]> {
    const rows = await this.next(result);
    if (rows.length === 0) throw new Error("INTERRUPT Error: the rest of the rows did not come");
    return rows;
  }

  async next(result: DuckDBResult): Promise<unknown[][]> {
    const { DuckDBTypeId } = await duckdb();
    const chunk = await result.fetchChunk();
    return chunk ? chunkRows(chunk, DuckDBTypeId) : [];
  }

  async #execute(text: string, params: SourceStatement["params"]): Promise<DuckDBResult> {
    const prepared = await this.connection.prepare(text);
    try {
      if (params.length > 0) prepared.bind(params.map(bound));
      return await prepared.run();
    } finally {
      prepared.destroySync();
    }
  }
}

/** Whole numbers are whole numbers; the statement casts everything to what it means anyway. */
const bound = (value: SourceStatement["params"][number]): DuckDBValue =>
  typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
