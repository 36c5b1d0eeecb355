"use client";

import { useMemo } from "react";
import { useAsking, useKeptAnswers } from "@/components/table/use-answers";
import type { Result } from "@/lib/query/result";
import type { FactQuery } from "@/lib/table/format-facts";

/** By the question's text; null where it failed. */
export type FactAnswers = ReadonlyMap<string, Result | null>;

export const factKey = ({ query }: FactQuery): string => JSON.stringify(query);

/**
 * What the questions for facts have come to so far.
 * @param of what the table's own rows belong to: when the server answers anew, the facts are asked again
 */
export function useFactAnswers(asked: readonly FactQuery[], of: unknown): FactAnswers {
  const kept = useKeptAnswers();
  const { answers } = kept;
  useAsking(kept, [...new Set(asked.map(factKey))], of);
  return useMemo(() => new Map([...answers].map(([text, { result }]) => [text, result])), [answers]);
}
