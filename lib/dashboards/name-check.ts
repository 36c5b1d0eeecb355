/** Names held against what datasets have. Pure. */
import type { Dimension } from "@/lib/datasets/schema";
import type { FieldIssue } from "@/lib/errors";
import { nearestNames } from "@/lib/query/nearest-names";
import type { DimensionRef, Filter } from "@/lib/query/query";

/** The part of a dataset that names are checked against. */
export interface NamedDataset {
  id: string;
  dimensions: readonly { name: string; type: Dimension["type"] }[];
  measures: readonly { name: string }[];
}

export const isTime = (type: Dimension["type"]) => type === "date" || type === "time";
export const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

/** Collects the faults of one document. */
export class NameCheck {
  readonly issues: FieldIssue[] = [];
  private readonly datasets: ReadonlyMap<string, NamedDataset>;

  constructor(datasets: readonly NamedDataset[]) {
    this.datasets = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  }

  dataset(path: string, id: string): NamedDataset | undefined {
    const found = this.datasets.get(id);
    if (!found) this.unknown(path, "dataset", id, [...this.datasets.keys()]);
    return found;
  }

  name(
    path: string,
    kind: "dimension" | "measure" | "column" | "field" | "control" | "dashboard",
    name: string,
    known: readonly string[],
  ): boolean {
    if (known.includes(name)) return true;
    this.unknown(path, kind, name, known);
    return false;
  }

  dimension(path: string, ref: DimensionRef, { dimensions }: NamedDataset): void {
    const name = typeof ref === "string" ? ref : ref.name;
    const namePath = typeof ref === "string" ? path : `${path}.name`;
    if (
      !this.name(
        namePath,
        "dimension",
        name,
        dimensions.map((d) => d.name),
      )
    )
      return;
    const type = dimensions.find((dimension) => dimension.name === name)?.type;
    if (typeof ref !== "string" && ref.grain && type && !isTime(type))
      this.issues.push({
        path: `${path}.grain`,
        key: "grainNotForType",
        values: { name, grain: ref.grain, type },
      });
  }

  filters(path: string, filters: readonly Filter[], known: readonly string[]): void {
    filters.forEach((filter, i) => {
      this.name(`${path}.${i}.name`, "field", filter.name, known);
    });
  }

  private unknown(path: string, kind: string, name: string, known: readonly string[]): void {
    const shown = name.slice(0, 200);
    this.issues.push({
      path,
      key: "unknownName",
      values: { kind, name: shown, nearest: nearestNames(name, known).join(", ") || "none" },
    });
  }
}
