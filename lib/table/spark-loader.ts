/** The courses of lines as they come into sight: asks for those that are missing, gives up those that were left. No React in it. */
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { type LineSparks, readSparks, type SparkQuery } from "@/lib/table/sparkline-query";
import type { LinePath } from "@/lib/table/table-config";
import { pathKey } from "@/lib/table/table-tree";

/** Lines whose courses are kept: some windows around where one is. */
const MOST_KEPT = 2000;

/** Rejects only when aborted. */
export type AskSparks = (
  query: QueryInput,
  signal: AbortSignal,
) => Promise<{ data: Result | null; error: { message: string } | null }>;

/** What is known of a line; `message` where its question failed. */
export type KnownSparks = LineSparks | { message: string };

/** By line, see {@link pathKey}. */
export type LoadedSparks = ReadonlyMap<string, KnownSparks>;
export const NO_SPARKS: LoadedSparks = new Map();

/** Of one question, whatever lines it is asked for. */
export class SparkLoader {
  #known = NO_SPARKS;
  #wanted: ReadonlySet<string> = new Set();
  readonly #running = new Map<AbortController, ReadonlySet<string>>();
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly ask: AskSparks,
    readonly most = MOST_KEPT,
  ) {}

  readonly snapshot = (): LoadedSparks => this.#known;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Says which lines are in sight or about to be, as the questions that have their courses.
   * @param split the questions of some of them
   */
  readonly want = (
    queries: readonly SparkQuery[],
    split: (paths: readonly LinePath[]) => readonly SparkQuery[],
  ): void => {
    const lines = new Map(queries.flatMap(({ paths }) => paths.map((path) => [pathKey(path), path])));
    this.#wanted = new Set(lines.keys());
    for (const [controller, keys] of this.#running)
      if (![...keys].some((key) => lines.has(key))) {
        controller.abort();
        this.#running.delete(controller);
      }
    const underWay = new Set([...this.#running.values()].flatMap((keys) => [...keys]));
    const missing = [...lines].flatMap(([key, path]) =>
      this.#known.has(key) || underWay.has(key) ? [] : [path],
    );
    if (missing.length > 0) for (const one of split(missing)) this.#read(one);
  };

  /** Nobody looks any more. */
  readonly end = (): void => {
    for (const controller of this.#running.keys()) controller.abort();
    this.#running.clear();
  };

  #read(one: SparkQuery): void {
    const controller = new AbortController();
    this.#running.set(controller, new Set(one.paths.map(pathKey)));
    this.ask(one.query, controller.signal).then(
      ({ data, error }) => {
        if (controller.signal.aborted) return;
        this.#running.delete(controller);
        const read = data ? readSparks(one, data) : null;
        const known = new Map(this.#known);
        for (const path of one.paths) {
          const key = pathKey(path);
          known.set(key, read?.get(key) ?? { message: error?.message ?? "" });
        }
        // The oldest leave first, but nothing that is in sight.
        for (const key of [...known.keys()]) {
          if (known.size <= this.most) break;
          if (!this.#wanted.has(key)) known.delete(key);
        }
        this.#known = known;
        for (const listener of this.#listeners) listener();
      },
      () => {
        // Aborted: nobody waits for it.
      },
    );
  }
}
