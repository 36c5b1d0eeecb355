import "server-only";
import { env } from "@/lib/env";
import type { SourceTarget } from "@/lib/sources/runner";
import type { Source } from "@/lib/sources/schema";

/** @param packFolder absolute folder of the pack the source belongs to. */
export function sourceTarget(source: Source, packFolder: string): SourceTarget {
  const { databaseReaderUrl, dataDir } = env();
  return source.kind === "postgres"
    ? { kind: "postgres", url: databaseReaderUrl }
    : { kind: "duckdb", source, packFolder, dataDir };
}
