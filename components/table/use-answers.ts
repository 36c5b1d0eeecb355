"use client";

import { useEffect, useRef, useState } from "react";
import type { ApiFailure } from "@/lib/http/ask-api";
import { askQuery } from "@/lib/query/ask-query";
import type { Result } from "@/lib/query/result";

export interface KeptAnswer {
  result: Result | null;
  error: ApiFailure | null;
  /** What it was asked for. */
  of: unknown;
}

/** What several questions have come to so far, by their text; {@link useAsking} asks them. */
export function useKeptAnswers() {
  const [answers, setAnswers] = useState<ReadonlyMap<string, KeptAnswer>>(new Map());
  return { answers, setAnswers };
}

/**
 * Asks what has no answer yet. A question that is asked no longer is given up.
 * @param of what they belong to: with another one all are asked again, and the old answers stay until the new ones come
 */
export function useAsking(
  { answers, setAnswers }: ReturnType<typeof useKeptAnswers>,
  asked: readonly string[],
  of: unknown,
): void {
  const running = useRef(new Map<string, { of: unknown; controller: AbortController }>());
  const texts = JSON.stringify(asked);
  useEffect(() => {
    const wanted = new Set<string>(JSON.parse(texts));
    for (const [text, one] of running.current)
      if (!wanted.has(text) || one.of !== of) {
        one.controller.abort();
        running.current.delete(text);
      }
    for (const text of wanted) {
      const known = answers.get(text);
      if ((known && known.of === of) || running.current.has(text)) continue;
      const controller = new AbortController();
      running.current.set(text, { of, controller });
      askQuery(text, controller.signal).then(
        ({ data, error }) => {
          if (controller.signal.aborted) return;
          running.current.delete(text);
          setAnswers((before) => {
            const kept = [...before].filter(([other, one]) => one.of === of || wanted.has(other));
            return new Map(kept).set(text, { result: data, error, of });
          });
        },
        () => {
          // Aborted: nobody waits for it.
        },
      );
    }
  }, [texts, answers, setAnswers, of]);
  useEffect(() => {
    const asking = running.current;
    return () => {
      for (const { controller } of asking.values()) controller.abort();
      asking.clear();
    };
  }, []);
}
