"use client";

import { useEffect, useMemo, useState } from "react";
import { useDataKey } from "@/lib/live/data-keys";
import type { QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { askQuery } from "@/lib/query/use-query";
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
  ofRows = true,
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
  const key = JSON.stringify(asked);
  const version = useDataKey(query.dataset);
  const [answer, setAnswer] = useState<{ key: string; facts: FormatFacts } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of newer data the same questions have other answers.
  useEffect(() => {
    const queries: typeof asked = JSON.parse(key);
    if (queries.length === 0) return;
    const controller = new AbortController();
    Promise.all(queries.map(({ query: one }) => askQuery(JSON.stringify(one), controller.signal))).then(
      (answers) => {
        if (controller.signal.aborted) return;
        const read = queries.flatMap((fact, i) => {
          const data = answers[i]?.data;
          return data ? [{ ...fact, result: data }] : [];
        });
        setAnswer({ key, facts: readFacts(read) });
      },
      () => {
        // Aborted: the next question answers.
      },
    );
    return () => controller.abort();
  }, [key, version]);
  if (asked.length === 0) return here;
  return answer?.key === key ? answer.facts : NOTHING;
}
