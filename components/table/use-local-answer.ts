"use client";

import { useCallback, useMemo, useState } from "react";
import type { QueryInput } from "@/lib/query/query";
import { type Basis, isWhole, type LocalAnswer, localAnswer } from "@/lib/table/local-answer";

/** Whole answers kept of one table: under few filters and under many. */
const MOST_KEPT = 4;
const NONE: readonly Basis[] = [];

export interface LocalAnswers {
  /** What is known of the question without asking; null where only the engine knows. */
  answer: LocalAnswer | null;
  /** Hands over an answer of the engine. */
  keep: (basis: Basis) => void;
  forget: () => void;
  /** The same of any question. */
  answerTo: (query: QueryInput) => LocalAnswer | null;
}

/**
 * What whole answers of a table, kept here, say about `query`.
 * @param of what all of them belong to: when the server answers anew, none of the old ones count
 */
export function useLocalAnswer(query: QueryInput, of: unknown): LocalAnswers {
  const [kept, setKept] = useState<{ of: unknown; bases: readonly Basis[] }>({ of, bases: NONE });
  const bases = kept.of === of ? kept.bases : NONE;
  const keep = useCallback(
    (basis: Basis) => {
      if (!isWhole(basis)) return;
      setKept((before) => {
        const others = before.of === of ? before.bases : NONE;
        if (others.some(({ result }) => result === basis.result)) return before;
        return { of, bases: [basis, ...others].slice(0, MOST_KEPT) };
      });
    },
    [of],
  );
  const answerTo = useCallback(
    (asked: QueryInput) => {
      let best: LocalAnswer | null = null;
      for (const basis of bases) {
        const found = localAnswer(basis, asked);
        if (found && (!best || (found.complete && !best.complete))) best = found;
      }
      return best;
    },
    [bases],
  );
  const answer = useMemo(() => answerTo(query), [answerTo, query]);
  return { answer, keep, answerTo, forget: () => setKept({ of, bases: NONE }) };
}
