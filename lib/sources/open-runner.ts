import "server-only";
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
    }),
    close: closeReaders,
  },
};

/** What reads a source; cheap, the connections behind it are kept. */
export const openRunner = (target: SourceTarget): SourceRunner => KINDS[target.kind].open(target);

/** Ends the connections to all sources. For shutdown, tests and the CLI. */
export async function closeRunners(seconds = 5): Promise<void> {
  await Promise.all(Object.values(KINDS).map((kind) => kind.close(seconds)));
}
