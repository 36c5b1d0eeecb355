import "server-only";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { readYaml } from "@/lib/datasets/read-yaml";
import { PackManifest } from "@/lib/packs/schema";

export interface PackDashboard {
  pack: string;
  spec: DashboardSpec;
}

/**
 * Reads `<directory>/<pack>/dashboards/*.yml` of every pack.
 * @throws Error naming a file that does not fit, a slug that is not its file's name, or one that two packs claim.
 */
export function readPackDashboards(directory: string): PackDashboard[] {
  if (!existsSync(directory)) return [];
  const found: PackDashboard[] = [];
  for (const pack of readdirSync(directory).sort()) {
    const manifest = path.join(directory, pack, "pack.yml");
    if (!existsSync(manifest)) continue;
    const { value, refuse } = readYaml(manifest, `packs/${pack}/pack.yml`, PackManifest);
    if (value.name !== pack)
      throw refuse([{ path: ["name"], message: `must be “${pack}”, the folder's name` }]);
    const folder = path.join(directory, pack, "dashboards");
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).sort()) {
      if (!/\.ya?ml$/.test(file)) continue;
      const label = `packs/${pack}/dashboards/${file}`;
      const { value: spec, refuse } = readYaml(path.join(folder, file), label, DashboardSpec);
      if (spec.slug !== path.parse(file).name)
        throw refuse([{ path: ["slug"], message: `must be “${path.parse(file).name}”, the file's name` }]);
      const other = found.find((known) => known.spec.slug === spec.slug);
      if (other)
        throw refuse([{ path: ["slug"], message: `is also a dashboard of pack ${other.pack}; rename one` }]);
      found.push({ pack, spec });
    }
  }
  return found;
}
