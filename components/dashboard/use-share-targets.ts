"use client";

import { useEffect, useState } from "react";
import { findTargets } from "@/components/dashboard/share-requests";
import { signInAgain } from "@/components/layout/sign-in-again";
import type { ShareTargets } from "@/lib/dashboards/share/schema";

export interface FoundTargets {
  /** Of the search before while the next one runs. */
  targets: ShareTargets;
  state: "idle" | "loading" | "ready" | "failed";
}

const NONE: ShareTargets = { groups: [], users: [], more: false };
/** Between the last key and the question. */
const PAUSE_MS = 150;

/** Whom a dashboard could be shared with, asked for while one types; only the last question counts. */
export function useShareTargets(slug: string, search: string): FoundTargets {
  const typed = search.trim();
  const [found, setFound] = useState<{ typed: string; targets: ShareTargets; failed: boolean }>({
    typed: "",
    targets: NONE,
    failed: false,
  });
  useEffect(() => {
    if (typed === "") return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await findTargets(slug, typed, controller.signal);
      if (controller.signal.aborted) return;
      if ("signedOut" in answer) return signInAgain();
      setFound({ typed, targets: "data" in answer ? answer.data : NONE, failed: !("data" in answer) });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [slug, typed]);
  if (typed === "") return { targets: NONE, state: "idle" };
  if (found.typed !== typed) return { targets: found.targets, state: "loading" };
  return { targets: found.targets, state: found.failed ? "failed" : "ready" };
}
