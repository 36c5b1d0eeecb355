import "server-only";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { checkDataset } from "@/lib/datasets/check-dataset";
import { readYaml } from "@/lib/datasets/read-yaml";
import { Dataset } from "@/lib/datasets/schema";
import { Source } from "@/lib/sources/schema";

export interface LoadedDataset {
  dataset: Dataset;
  source: Source;
  pack: string;
  /** Absolute folder of the pack. */
  folder: string;
}

/** Every dataset there is, by id. */
export type Registry = ReadonlyMap<string, LoadedDataset>;

const memo = globalThis as typeof globalThis & { lookflexDatasets?: Promise<Registry> };

/** The process's datasets, read at the first call. @throws as {@link readPacks}; the next call tries again. */
export function loadDatasets(): Promise<Registry> {
  memo.lookflexDatasets ??= (async () => readPacks(path.join(process.cwd(), "packs")))().catch((error) => {
    delete memo.lookflexDatasets;
    throw error;
  });
  return memo.lookflexDatasets;
}

/** Reads the packs again at the next call: after one was installed, and in tests. */
export function forgetDatasets(): void {
  delete memo.lookflexDatasets;
}

/**
 * Reads `<directory>/<pack>/source.yml` and `<pack>/datasets/*.yml`.
 * @throws Error whose lines each name a file, a line, what is wrong there and what to do.
 */
export function readPacks(directory: string): Registry {
  const registry = new Map<string, LoadedDataset>();
  if (!existsSync(directory)) return registry;
  const faults: string[] = [];
  for (const pack of readdirSync(directory).sort()) {
    try {
      for (const loaded of readPack(directory, pack)) {
        const other = registry.get(loaded.dataset.id);
        if (other)
          throw new Error(
            `packs/${pack}: dataset “${loaded.dataset.id}” is also in pack ${other.pack}; rename one`,
          );
        registry.set(loaded.dataset.id, loaded);
      }
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return registry;
}

function readPack(directory: string, pack: string): LoadedDataset[] {
  const folder = path.join(directory, pack, "datasets");
  if (!existsSync(folder)) return [];
  const sourceFile = path.join(directory, pack, "source.yml");
  const sourceLabel = `packs/${pack}/source.yml`;
  if (!existsSync(sourceFile))
    throw new Error(`${sourceLabel}: is missing; it says where the datasets' rows are`);
  const source = readYaml(sourceFile, sourceLabel, Source).value;

  const files = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => readYaml(path.join(folder, file), `packs/${pack}/datasets/${file}`, Dataset));
  const siblings = new Map(files.map(({ value }) => [value.id, value]));
  const refused = files.flatMap(({ value, refuse }) => {
    const faults = checkDataset(value, source, siblings);
    return faults.length > 0 ? [refuse(faults).message] : [];
  });
  if (refused.length > 0) throw new Error(refused.join("\n"));
  return files.map(({ value }) => ({
    dataset: value,
    source,
    pack,
    folder: path.resolve(directory, pack),
  }));
}
