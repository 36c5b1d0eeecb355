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

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
/** Shrinking stops here, so that a failure tells its question before the test's time is up. */
const LIMIT_MS = 50_000 + RUNS * 100;

/** For the test around {@link expectEqualAnswers}, in milliseconds. */
export const EQUAL_ANSWERS_TIMEOUT = LIMIT_MS + 20_000;

/** Asks `PROPERTY_RUNS` random questions; another `PROPERTY_SEED` draws others. */
export async function expectEqualAnswers(ask: Ask, data: OracleData): Promise<void> {
  const property = fc.asyncProperty(question, async ({ input, viewer }) => {
    const expected = answer(parseInput(Query, input), data, viewer);
    const result = await ask(input, viewer);
    expect(withoutLabels(result)).toEqual(expected);
    expect(result.meta.rowCount).toBe(expected.rows.length);
  });
  await fc.assert(property, {
    numRuns: RUNS,
    seed: Number(process.env.PROPERTY_SEED ?? 7),
    interruptAfterTimeLimit: LIMIT_MS,
    markInterruptAsFailure: true,
  });
}
