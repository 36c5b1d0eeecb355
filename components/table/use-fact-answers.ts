"use client";

import { useEffect, useRef, useState } from "react";
import type { Result } from "@/lib/query/result";
import { askQuery } from "@/lib/query/use-query";
import type { FactQuery } from "@/lib/table/format-facts";

/** By the question's text; null where it failed. */
export type FactAnswers = ReadonlyMap<string, Result | null>;

export const factKey = ({ query }: FactQuery): string => JSON.stringify(query);

/**
 * What the questions for facts have come to so far. One that is asked no longer is given up and forgotten.
 * @param of what the table's own rows belong to: when the server answers anew, the facts are asked again
 */
export function useFactAnswers(asked: readonly FactQuery[], of: unknown): FactAnswers {
  const bodies = JSON.stringify([...new Set(asked.map(factKey))]);
  const [answers, setAnswers] = useState<FactAnswers>(new Map());
  const running = useRef(new Map<string, AbortController>());
  const answered = useRef(new Map<string, unknown>());
  const last = useRef(of);
  useEffect(() => {
    if (last.current !== of) {
      for (const controller of running.current.values()) controller.abort();
      running.current.clear();
      last.current = of;
    }
    const wanted = new Set<string>(JSON.parse(bodies));
    for (const [body, controller] of running.current)
      if (!wanted.has(body)) {
        controller.abort();
        running.current.delete(body);
      }
    if ([...answers.keys()].some((body) => !wanted.has(body)))
      setAnswers(new Map([...answers].filter(([body]) => wanted.has(body))));
    for (const body of wanted) {
      // Those of the rows before stay until the new ones come.
      if ((answers.has(body) && answered.current.get(body) === of) || running.current.has(body)) continue;
      const controller = new AbortController();
      running.current.set(body, controller);
      askQuery(body, controller.signal).then(
        ({ data }) => {
          if (controller.signal.aborted) return;
          running.current.delete(body);
          answered.current.set(body, of);
          setAnswers((before) => new Map(before).set(body, data));
        },
        () => {
          // Aborted: nobody waits for it.
        },
      );
    }
  }, [bodies, answers, of]);
  useEffect(() => {
    const asking = running.current;
    return () => {
      for (const controller of asking.values()) controller.abort();
      asking.clear();
    };
  }, []);
  return answers;
}
