"use client";

import { createContext, use } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { type History, record, redo, settle, startHistory, undo } from "@/lib/editor/history";
import { NOTHING, present, type Selection } from "@/lib/editor/selection";

export interface EditorState {
  history: History<DashboardSpec>;
  selection: Selection;
  /** The page at hand; undefined on a dashboard without pages. */
  page: string | undefined;
  /** Whether what is dragged keeps to neighbours and the grid. */
  snaps: boolean;
  /** Of the canvas: 1 is a pixel of the document a pixel of the screen; null: as wide as there is room. */
  zoom: number | null;

  /**
   * Changes the document: a step that can be undone. A recipe that hands back what it got changes nothing.
   * @param name what it is called, a key of `editor.changes`
   * @param merge joins the step before of the same `merge`, until `settle`: a drag, typing in one field
   */
  change: (name: string, recipe: (spec: DashboardSpec) => DashboardSpec, merge?: string) => void;
  settle: () => void;
  undo: () => void;
  redo: () => void;
  select: (selection: Selection) => void;
  openPage: (page: string) => void;
  set: (fields: Partial<Pick<EditorState, "snaps" | "zoom">>) => void;
}

export type EditorStore = StoreApi<EditorState>;

/** A page that is there. */
const pageIn = (spec: DashboardSpec, page: string | undefined): string | undefined =>
  spec.pages?.some(({ id }) => id === page) ? page : spec.pages?.[0]?.id;

export function createEditorStore(spec: DashboardSpec, page?: string): EditorStore {
  return createStore<EditorState>()((set) => {
    /** Another history: what is chosen and shown follows what is there. */
    const move = (step: (history: History<DashboardSpec>) => History<DashboardSpec>) =>
      set((state) => {
        const history = step(state.history);
        if (history === state.history) return state;
        const at = pageIn(history.present, state.page);
        return { history, page: at, selection: present(state.selection, history.present, at) };
      });
    return {
      history: startHistory(spec),
      selection: NOTHING,
      page: pageIn(spec, page),
      snaps: true,
      zoom: null,
      change: (name, recipe, merge) =>
        move((history) => record(history, recipe(history.present), name, merge ?? null)),
      settle: () => move(settle),
      undo: () => move((history) => undo(history)),
      redo: () => move((history) => redo(history)),
      select: (selection) =>
        set((state) => ({ selection: present(selection, state.history.present, state.page) })),
      openPage: (page) =>
        set((state) => {
          const at = pageIn(state.history.present, page);
          return { page: at, selection: present(state.selection, state.history.present, at) };
        }),
      set: (fields) => set(fields),
    };
  });
}

export const EditorContext = createContext<EditorStore | null>(null);

/** @throws Error outside of an editor */
export function useEditorStore(): EditorStore {
  const store = use(EditorContext);
  if (!store) throw new Error("no editor around");
  return store;
}

/** What of the editor's state a component draws. */
export const useEditor = <T>(select: (state: EditorState) => T): T => useStore(useEditorStore(), select);

/** The document as it stands. */
export const useSpec = (): DashboardSpec => useEditor((state) => state.history.present);
