"use client";

import { useMemo } from "react";
import { factKey, useFactAnswers } from "@/components/table/use-fact-answers";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { type FormatFacts, factNeeds, factQueries, factsOfRows, readFacts } from "@/lib/table/format-facts";
import type { ConditionalFormat } from "@/lib/table/format-rule";

const NOTHING: FormatFacts = {};

/**
 * What a table's formats must know of all its rows: from the page where that is all of them, else asked of the server. Rules
 * wait for their facts; a failed question leaves them waiting, the rows say what is wrong.
 */
export function useFormatFacts(
  query: QueryInput,
  formats: readonly ConditionalFormat[] | undefined,
  result: Result | null,
  /** The result is of these rows: of groups, or inside a line, it is of others. */
  ofRows: boolean,
  /** What the rows belong to: see {@link useFactAnswers}. */
  of: unknown,
): FormatFacts {
  const needs = useMemo(() => factNeeds(formats), [formats]);
  const whole = ofRows && result !== null && !result.meta.truncated && (query.offset ?? 0) === 0;
  const here = useMemo(
    () => (whole && result && needs.length > 0 ? factsOfRows(result, needs) : NOTHING),
    [whole, result, needs],
  );
  const asked = useMemo(
    () => (whole || result === null || needs.length === 0 ? [] : factQueries(query, needs)),
    [whole, result, needs, query],
  );
  const answers = useFactAnswers(asked, of);
  const read = useMemo(() => {
    // All at once: a cell must not be drawn by half of its rules.
    if (asked.some((fact) => !answers.has(factKey(fact)))) return NOTHING;
    return readFacts(
      asked.flatMap((fact) => {
        const found = answers.get(factKey(fact));
        return found ? [{ ...fact, result: found }] : [];
      }),
    );
  }, [asked, answers]);
  return asked.length === 0 ? here : read;
}
