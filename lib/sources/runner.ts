/** What a source is asked and what it answers, whatever its kind. A new kind is a `SourceKind` in `open-runner.ts`. */

import type { DuckdbTarget } from "@/lib/sources/open-duckdb";

/** One statement in the source's own language: text with `$1` placeholders and the values behind them. */
export interface SourceStatement {
  text: string;
  params: (string | number | boolean | null)[];
}

/**
 * One set of rows a statement, in their order; rows are arrays of text, numbers, booleans and null: exact numbers, dates
 * and times come as text. Kept as it came, because labels and languages differ between readers of the same rows.
 */
export interface SourceAnswer {
  sets: unknown[][][];
  /** A cap on rows or bytes cut the first set. */
  truncated: boolean;
}

/** Bounds of one `run`, beside what the statements limit by themselves; bytes as `rowBytes` estimates them. */
export interface SourceCaps {
  /** Of the first set. */
  rows: number;
  /** Of all sets together. */
  bytes: number;
}

export interface ReadOptions {
  /** Named in errors. */
  source: string;
  /** The reader left: what runs is cancelled in the source. */
  signal: AbortSignal;
  /** Longest wait in line, and longest work of the source for one statement (of a stream: for one batch, or a part of one). */
  timeoutMs: number;
}

export interface RunOptions extends ReadOptions {
  caps: SourceCaps;
}

export interface StreamOptions extends ReadOptions {
  /** Rows read at a time; no more than one batch is read ahead of the consumer. */
  batchRows?: number;
  /** Longest the consumer may leave a batch untaken before its place is given away. */
  idleMs?: number;
}

/** Reads one source, never writes. Has a limited number of places and a limited line, whoever finds it full is sent away. */
export interface SourceRunner {
  /**
   * Runs statements on one snapshot and reads all they give, within the caps. The first set is cut at a cap; the others
   * hold totals, which are right whole or not at all.
   * @throws AppError QUERY_001 `answerTooLarge` when a later set passes a cap, QUERY_002 (timed out, overloaded),
   * SOURCE_001 (unreachable, refused, not as the dataset says); the signal's reason when it fired.
   */
  run(statements: readonly SourceStatement[], options: RunOptions): Promise<SourceAnswer>;
  /**
   * Reads one statement's rows in batches, as fast as they are taken. Leaving the loop ends the statement.
   * @throws as `run`, from the iteration.
   */
  stream(statement: SourceStatement, options: StreamOptions): AsyncIterable<unknown[][]>;
  /**
   * As `stream`, for whoever will read all of it: the source may use all its workers, and its socket's buffers are read ahead too.
   * Only of sources that have such a way. Cells are text as the source writes it, or null.
   * @param text of a statement that has its values in it
   */
  copy?(text: string, options: Omit<StreamOptions, "batchRows">): AsyncIterable<(string | null)[][]>;
}

/** Where a source is, resolved. Part of the cache's key; may hold a password, so it is never logged. */
export type SourceTarget = { kind: "postgres"; url: string } | DuckdbTarget;

/** How a kind of source is opened and closed. Pools live on `globalThis`, one a target. */
export interface SourceKind<Target> {
  open(target: Target): SourceRunner;
  /** Ends all that is open, at most `seconds` later. */
  close(seconds: number): Promise<void>;
}
