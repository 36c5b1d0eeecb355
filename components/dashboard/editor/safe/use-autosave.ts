"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import { Autosave, type SaveState } from "@/components/dashboard/editor/safe/autosave";
import { saveDraft } from "@/components/dashboard/editor/safe/draft-requests";
import type { SavedDraft } from "@/lib/dashboards/drafts/schema";
import type { DashboardSpec } from "@/lib/dashboards/schema";

export interface Autosaving {
  state: SaveState;
  autosave: Autosave<DashboardSpec>;
  /** The published version that what is edited began from. */
  baseVersion: number;
  rebase: (version: number) => void;
}

/**
 * Keeps the document of the editor around saved as the viewer's draft, and asks before the page goes while something is saved nowhere.
 * @param source the YAML as it is typed, where there is any
 * @param draft the one that the editor was opened with; null: with what is published
 */
export function useAutosave(
  slug: string,
  publishedVersion: number,
  draft: SavedDraft | null,
  source?: () => string | null,
): Autosaving {
  const store = useEditorStore();
  const [baseVersion, setBase] = useState(draft?.baseVersion ?? publishedVersion);
  const base = useRef(baseVersion);
  const typed = useRef(source);
  useEffect(() => {
    typed.current = source;
  });
  const [state, setState] = useState<SaveState>({ kind: "saved", at: draft?.updatedAt ?? null });
  const [autosave] = useState(
    () =>
      new Autosave<DashboardSpec>({
        document: store.getState().history.present,
        revision: draft?.revision ?? null,
        at: draft?.updatedAt ?? null,
        save: (spec, revision, leaving) =>
          saveDraft(
            slug,
            { spec, revision, baseVersion: base.current, source: typed.current?.() ?? null },
            leaving,
          ),
        onState: setState,
      }),
  );

  useEffect(() => {
    autosave.start();
    const stop = store.subscribe((now, before) => {
      if (now.history.present !== before.history.present) autosave.change(now.history.present);
    });
    const leave = () => autosave.leave();
    const retry = () => autosave.retry();
    // A tab in the background may be put away without a word.
    const hide = () => {
      if (document.visibilityState === "hidden") void autosave.flush();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.dirty) event.preventDefault();
    };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", retry);
    window.addEventListener("beforeunload", warn);
    return () => {
      stop();
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("online", retry);
      window.removeEventListener("beforeunload", warn);
      // Left by a link within the site: what is not saved goes now.
      autosave.leave();
      autosave.stop();
    };
  }, [autosave, store]);

  return useMemo(
    () => ({
      state,
      autosave,
      baseVersion,
      rebase: (version: number) => {
        base.current = version;
        setBase(version);
      },
    }),
    [state, autosave, baseVersion],
  );
}
