/** The rows of a long table as far as they have come: asks for windows ahead of the scroll, gives up those behind. No React in it. */

import type { ApiFailure } from "@/lib/http/ask-api";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import type { RowWindow, WindowQuestionInput } from "@/lib/query/row-window";
import { MOST_WINDOW_ROWS } from "@/lib/query/window-size";
import { farWindows, planWindows, WINDOW_ROWS, type WindowNeed } from "@/lib/table/plan-windows";

/** A list that is over again and again is trouble, not news. */
const MOST_RESTARTS = 3;
/** Whoever drags through a million rows leaves one place after the other before it has come: others are asked for so often, ms. */
const PACE_MS = 80;

/** Rejects only when aborted. */
export type AskWindow = (
  question: WindowQuestionInput,
  signal: AbortSignal,
) => Promise<{ data: RowWindow | null; error: ApiFailure | null }>;

export interface LoadedRows {
  /** By window, see {@link WINDOW_ROWS}. */
  windows: ReadonlyMap<number, Result>;
  /** Rows there are; null until the first window has come. */
  total: number | null;
  /** There are more than a list may hold. */
  cut: boolean;
  /** Of the reading they are from. */
  grandTotal: Result["grandTotal"];
  error: ApiFailure | null;
}

export const NO_ROWS: LoadedRows = {
  windows: new Map(),
  total: null,
  cut: false,
  grandTotal: undefined,
  error: null,
};

const isExpired = ({ code, details }: ApiFailure): boolean =>
  code === "CONFLICT_001" && (details as { expired?: unknown } | undefined)?.expired === true;

export class WindowLoader {
  #state = NO_ROWS;
  #list: string | undefined;
  #need: WindowNeed | null = null;
  #restarts = 0;
  /** When what was in sight was asked for last, which windows of it are under way, and whether it was left before it came. */
  #leap = { at: Number.NEGATIVE_INFINITY, left: false };
  readonly #urgent = new Set<number>();
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #running = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly query: QueryInput,
    readonly ask: AskWindow,
  ) {}

  readonly snapshot = (): LoadedRows => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Says which rows are in sight, both included. */
  readonly want = (first: number, last: number): void => {
    const before = this.#need;
    const direction =
      before && first !== before.first ? (first > before.first ? 1 : -1) : (before?.direction ?? 1);
    this.#need = { first, last, direction, total: this.#state.total };
    this.#load();
  };

  /** Asks again what failed. */
  readonly retry = (): void => {
    this.#restarts = 0;
    this.#set({ error: null });
    this.#load();
  };

  /** Begins a new reading where one is, of newer data perhaps: the rows at hand go, the position stays. */
  readonly renew = (): void => {
    this.#restarts = 0;
    this.#forget();
    this.#load();
  };

  /**
   * Rows from position `from` to `to`, the end not included, wherever one has scrolled to; not kept. Null where they can't be had.
   */
  async read(from: number, to: number, signal: AbortSignal): Promise<readonly (readonly Cell[])[] | null> {
    const rows: (readonly Cell[])[] = [];
    let list = this.#list;
    for (let at = from; at < to; at += MOST_WINDOW_ROWS) {
      const question = { query: this.query, from: at, to: Math.min(to, at + MOST_WINDOW_ROWS) };
      const { data } = await this.ask(list === undefined ? question : { ...question, list }, signal);
      // Rows of two readings are no copy of one table.
      if (!data || data.list !== (this.#list ?? list ?? data.list)) return null;
      list = data.list;
      rows.push(...data.result.rows);
    }
    return rows;
  }

  /** Nobody looks any more. */
  readonly end = (): void => {
    clearTimeout(this.#pause);
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
    this.#urgent.clear();
  };

  #set(fields: Partial<LoadedRows>): void {
    this.#state = { ...this.#state, ...fields };
    for (const listener of this.#listeners) listener();
  }

  #load(): void {
    const need = this.#need;
    if (!need || this.#state.error) return;
    // The first window makes the list; who asks for others meanwhile might be told of another.
    if (this.#list === undefined && this.#running.size > 0) return;
    const { ask, cancel, blank } = planWindows(
      { ...need, total: this.#state.total },
      new Set(this.#state.windows.keys()),
      new Set(this.#running.keys()),
    );
    for (const window of cancel) {
      this.#running.get(window)?.abort();
      this.#running.delete(window);
      if (this.#urgent.delete(window)) this.#leap.left = true;
    }
    if (ask.length === 0) return;
    const wait = this.#leap.left ? this.#leap.at + PACE_MS - performance.now() : 0;
    clearTimeout(this.#pause);
    if (wait > 0) {
      this.#pause = setTimeout(() => this.#load(), wait);
      return;
    }
    if (blank) this.#leap = { at: performance.now(), left: false };
    for (const window of this.#list === undefined ? ask.slice(0, 1) : ask) {
      if (blank) this.#urgent.add(window);
      this.#read(window);
    }
  }

  #read(window: number): void {
    const controller = new AbortController();
    this.#running.set(window, controller);
    const from = window * WINDOW_ROWS;
    const list = this.#list === undefined ? {} : { list: this.#list };
    this.ask({ query: this.query, from, to: from + WINDOW_ROWS, ...list }, controller.signal).then(
      ({ data, error }) => {
        if (controller.signal.aborted) return;
        this.#running.delete(window);
        this.#urgent.delete(window);
        if (data) this.#take(window, data);
        else if (error) this.#fail(error);
        // After what listens has drawn it.
        queueMicrotask(() => this.#load());
      },
      () => {
        // Aborted: nobody waits for it.
      },
    );
  }

  #take(window: number, { list, total, cut, result }: RowWindow): void {
    this.#list = list;
    this.#restarts = 0;
    const windows = new Map(this.#state.windows);
    if (result.rows.length > 0 || total === 0) windows.set(window, result);
    if (this.#need) for (const far of farWindows(this.#need, windows.keys())) windows.delete(far);
    this.#set({ windows, total, cut, grandTotal: this.#state.grandTotal ?? result.grandTotal });
  }

  #fail(error: ApiFailure): void {
    if (!isExpired(error) || this.#restarts >= MOST_RESTARTS) {
      this.end();
      this.#set({ error });
      return;
    }
    this.#restarts += 1;
    this.#forget();
  }

  /** Rows of two readings are never shown together. How many there were stays, and with it where one is. */
  #forget(): void {
    this.end();
    this.#list = undefined;
    this.#set({ windows: new Map(), grandTotal: undefined, error: null });
  }
}
