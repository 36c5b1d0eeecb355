/** The property that every way of answering is held to: whatever is asked, its answer is the naive oracle's, to the last digit. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { parseInput } from "@/lib/parse-input";
import { Query, type QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { answer, withoutLabels } from "@/lib/query/testing/oracle";
import type { OracleData } from "@/lib/query/testing/oracle-rows";
import { question } from "@/tests/questions";

export type Ask = (input: QueryInput, viewer: Viewer) => Promise<Result>;

/** Asks `PROPERTY_RUNS` random questions; `PROPERTY_SEED` draws others. */
export async function expectEqualAnswers(ask: Ask, data: OracleData): Promise<void> {
  const property = fc.asyncProperty(question, async ({ input, viewer }) => {
    const expected = answer(parseInput(Query, input), data, viewer);
    const result = await ask(input, viewer);
    expect(withoutLabels(result)).toEqual(expected);
    expect(result.meta.rowCount).toBe(expected.rows.length);
  });
  await fc.assert(property, {
    numRuns: Number(process.env.PROPERTY_RUNS ?? 500),
    seed: Number(process.env.PROPERTY_SEED ?? 7),
  });
}
