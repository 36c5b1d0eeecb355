import "server-only";
import { env } from "@/lib/env";
import type { DuckdbTarget } from "@/lib/sources/open-duckdb";
import type { Source } from "@/lib/sources/schema";

/** Where a source is, resolved. Part of the cache's key; may hold a password, so it is never logged. */
export type SourceTarget = { kind: "postgres"; url: string } | DuckdbTarget;

/** @param packFolder absolute folder of the pack the source belongs to. */
export function sourceTarget(source: Source, packFolder: string): SourceTarget {
  const { databaseReaderUrl, dataDir } = env();
  return source.kind === "postgres"
    ? { kind: "postgres", url: databaseReaderUrl }
    : { kind: "duckdb", source, packFolder, dataDir };
}
