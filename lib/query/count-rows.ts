import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { compileRows } from "@/lib/query/compile/compile-plan";
import { DIALECTS } from "@/lib/query/execute";
import type { Plan } from "@/lib/query/plan";
import { planQuestion } from "@/lib/query/plan-question";
import type { QueryInput } from "@/lib/query/query";
import type { RunQueryOptions } from "@/lib/query/run-query";
import { openRunner } from "@/lib/sources/open-runner";

/** Nobody waits longer for a number that only says how long the rest takes. */
const TIMEOUT_MS = 10_000;
const MANY = Number.MAX_SAFE_INTEGER - 1;

/** How many rows a question has, whatever its limit; of a pivot its lines. @throws AppError as `runQuery` */
export async function countRows(
  viewer: Viewer,
  input: QueryInput,
  { signal = new AbortController().signal, now }: Pick<RunQueryOptions, "signal" | "now"> = {},
): Promise<number> {
  authorize(viewer, "query.run");
  const { plan, targetOf } = await planQuestion(viewer, input, { now });
  const target = targetOf(plan);
  const rows: Plan = {
    ...plan,
    // What orders rows, and what is written beside them, changes nothing about how many there are.
    ...(plan.pivot
      ? { dimensions: plan.dimensions.slice(0, plan.rowDimensions), pivot: null, sort: [] }
      : { sort: plan.sort.filter(({ by }) => by.kind === "dimension" || by.under === null) }),
    calculations: [],
    outputs: plan.outputs.filter(({ kind }) => kind !== "calculation"),
    subtotals: false,
    grandTotal: false,
    limit: MANY,
    offset: 0,
  };
  const { text, params } = compileRows(rows, DIALECTS[target.kind]);
  const answer = await openRunner(target).run(
    [{ text: `select count(*) from (\n${text}\n) as "rows"`, params }],
    { source: plan.source, signal, timeoutMs: TIMEOUT_MS, caps: { rows: 1, bytes: 1024 } },
  );
  return Number(answer.sets[0]?.[0]?.[0] ?? 0);
}
