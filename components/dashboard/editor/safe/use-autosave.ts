"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { type EditorStore, useEditorStore } from "@/components/dashboard/editor/editor-store";
import { Autosave, type SaveState } from "@/components/dashboard/editor/safe/autosave";
import { saveDraft } from "@/components/dashboard/editor/safe/draft-requests";
import { hearText, readPending, typedText } from "@/components/dashboard/editor/yaml-text";
import { holdSignIn } from "@/components/layout/sign-in-again";
import type { SavedDraft } from "@/lib/dashboards/drafts/schema";
import type { DashboardSpec } from "@/lib/dashboards/schema";

/** What is kept: the document, and the YAML that somebody wrote for it, right or not yet. */
export interface Kept {
  spec: DashboardSpec;
  source: string | null;
}

export interface Autosaving {
  state: SaveState;
  autosave: Autosave<Kept>;
  /** The published version that what is edited began from. */
  baseVersion: number;
  rebase: (version: number) => void;
}

/** What there is to keep of an editor at this moment. */
export const keptOf = (store: EditorStore): Kept => ({
  spec: store.getState().history.present,
  source: typedText(store),
});

/**
 * Keeps the document of the editor around saved as the viewer's draft, and asks before the page goes while something is saved nowhere.
 * @param draft the one that the editor was opened with; null: with what is published
 */
export function useAutosave(slug: string, publishedVersion: number, draft: SavedDraft | null): Autosaving {
  const store = useEditorStore();
  const [baseVersion, setBase] = useState(draft?.baseVersion ?? publishedVersion);
  const base = useRef(baseVersion);
  const [state, setState] = useState<SaveState>({ kind: "saved", at: draft?.updatedAt ?? null });
  const [autosave] = useState(
    () =>
      new Autosave<Kept>({
        document: keptOf(store),
        same: (one, other) => one.spec === other.spec && one.source === other.source,
        revision: draft?.revision ?? null,
        at: draft?.updatedAt ?? null,
        save: (document, revision, leaving) =>
          saveDraft(slug, { ...document, revision, baseVersion: base.current }, leaving),
        onState: setState,
      }),
  );

  useEffect(() => {
    autosave.start();
    const stop = store.subscribe((now, before) => {
      if (now.history.present !== before.history.present) autosave.change(keptOf(store));
    });
    const deafen = hearText(store, () => autosave.change(keptOf(store)));
    const leave = () => {
      readPending(store);
      autosave.leave();
    };
    const retry = () => autosave.retry();
    // A tab in the background may be put away without a word.
    const hide = () => {
      // Back from signing in elsewhere, perhaps.
      if (document.visibilityState !== "hidden") return autosave.retry();
      readPending(store);
      void autosave.flush();
    };
    const release = holdSignIn(() => autosave.endSession());
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.dirty) event.preventDefault();
    };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", retry);
    window.addEventListener("beforeunload", warn);
    return () => {
      readPending(store);
      stop();
      deafen();
      release();
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
