"use client";

import type { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { isActive } from "@/lib/exports/export-progress";
import type { Export } from "@/lib/exports/schema";

/** What is to be read out: that a file was begun, is there or has failed; not every step on the way. */
export function useEndings(
  files: readonly Export[],
  t: ReturnType<typeof useTranslations<"exports">>,
): string {
  const [said, say] = useState("");
  const before = useRef<ReadonlyMap<string, Export["state"]>>(new Map());
  useEffect(() => {
    const known = before.current;
    before.current = new Map(files.map(({ id, state }) => [id, state]));
    const news = files.flatMap((file) => {
      const { id, title, state, error } = file;
      const was = known.get(id);
      if (isActive(file)) return was === undefined ? [t("said.started", { title })] : [];
      if (was === undefined || was === state) return [];
      if (state === "done") return [t("said.done", { title })];
      return state === "failed"
        ? [t("said.failed", { title, reason: error?.message || t("failedText") })]
        : [];
    });
    if (news.length > 0) say(news.join(" "));
  }, [files, t]);
  return said;
}
