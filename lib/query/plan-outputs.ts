import type { Plan, PlanCalculation, PlanOutput } from "@/lib/query/plan";
import { impossibleQuery } from "@/lib/query/query-error";

/** The comparisons of a measure, in the order of their columns: `margin__previous` … */
export const COMPARISON_PARTS = ["previous", "delta", "change"] as const;

/** What a query is grouped by and shows, while it is being planned. */
export type PlanShape = Pick<Plan, "dimensions" | "rowDimensions" | "measures">;

/** The answer's columns, but those a pivot makes. @throws AppError QUERY_001 for a name used twice, pivoted ones included */
export function planOutputs(
  { dimensions, rowDimensions, measures }: PlanShape,
  calculations: readonly PlanCalculation[],
  compared: boolean,
): PlanOutput[] {
  const outputs: PlanOutput[] = [];
  const paths = new Map<string, string>();
  const claim = (name: string, path: string) => {
    if (paths.has(name)) throw impossibleQuery(path, "nameTwice", { name });
    paths.set(name, path);
  };
  dimensions.forEach(({ name }, index) => {
    const pivoted = index >= rowDimensions;
    claim(name, pivoted ? `pivot.dimensions.${index - rowDimensions}` : `dimensions.${index}`);
    if (!pivoted) outputs.push({ kind: "dimension", name, index });
  });
  measures.forEach(({ name }, index) => {
    const parts = compared ? ([null, ...COMPARISON_PARTS] as const) : ([null] as const);
    for (const part of parts) {
      const column = part === null ? name : `${name}__${part}`;
      claim(column, `measures.${index}`);
      outputs.push({ kind: "measure", name: column, index, part });
    }
  });
  calculations.forEach(({ name }, index) => {
    claim(name, `calculations.${index}.name`);
    outputs.push({ kind: "calculation", name, index });
  });
  return outputs;
}
