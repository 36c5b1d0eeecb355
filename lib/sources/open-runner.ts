import "server-only";
import { copyPostgres } from "@/lib/sources/copy-postgres";
import { closeDuckdb, duckdbState } from "@/lib/sources/open-duckdb";
import { runDuckdb, streamDuckdb } from "@/lib/sources/run-duckdb";
import { closeReaders, runPostgres } from "@/lib/sources/run-postgres";
import type { SourceKind, SourceRunner, SourceTarget } from "@/lib/sources/runner";
import { streamPostgres } from "@/lib/sources/stream-postgres";

type Kinds = { [K in SourceTarget["kind"]]: SourceKind<Extract<SourceTarget, { kind: K }>> };

/** Every kind of source there is. */
const KINDS: Kinds = {
  postgres: {
    open: ({ url }) => ({
      run: (statements, options) => runPostgres(url, statements, options),
      stream: (statement, options) => streamPostgres(url, statement, options),
      copy: (text, options) => copyPostgres(url, text, options),
    }),
    close: closeReaders,
  },
  duckdb: {
    open: (target) => ({
      run: (statements, options) => runDuckdb(target, statements, options),
      stream: (statement, options) => streamDuckdb(target, statement, options),
    }),
    close: () => closeDuckdb(),
  },
};

/** What reads a source; cheap, the connections behind it are kept. */
export const openRunner = (target: SourceTarget): SourceRunner =>
  // Each kind is given its own targets alone, which the types can't follow.
  (KINDS[target.kind] as SourceKind<SourceTarget>).open(target);

/** What a source itself says of the state of its data: of files their names, sizes and times; null where only data versions tell. */
export const stateOfSource = (target: SourceTarget): Promise<string | null> =>
  target.kind === "duckdb" ? duckdbState(target) : Promise.resolve(null);

/** Ends the connections to all sources. For shutdown, tests and the CLI. */
export async function closeRunners(seconds = 5): Promise<void> {
  await Promise.all(Object.values(KINDS).map((kind) => kind.close(seconds)));
}
