"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";

export type Recipe = (spec: DashboardSpec) => DashboardSpec;
/**
 * Changes the document where that leaves it valid. Says what is wrong where it does not, in the reader's language; null otherwise.
 * @param name a key of `editor.changes`
 * @param merge one step with those before of the same, until the field is left
 */
export type Change = (name: string, recipe: Recipe, merge?: string) => string | null;

export function useChange(): Change {
  const store = useEditorStore();
  const t = useTranslations("errors");
  return useMemo(
    () => (name, recipe, merge) => {
      const { history, change } = store.getState();
      const next = recipe(history.present);
      if (next === history.present) return null;
      try {
        parseInput(DashboardSpec, next);
      } catch (error) {
        const issue = error instanceof AppError ? error.fields[0] : undefined;
        if (!issue) throw error;
        return t.has(issue.key as never) ? t(issue.key as never, issue.values as never) : issue.key;
      }
      change(name, () => next, merge);
      return null;
    },
    [store, t],
  );
}
