"use client";

import { createContext, use } from "react";
import { createStore, type StoreApi, useStore } from "zustand";

/** What is shown of the editor and where the keyboard is: nothing of it is undone. */
export interface CanvasState {
  mode: "canvas" | "phone" | "yaml";
  /** The widget that Tab comes to. */
  current: string | null;
  /** Raised to bring the focus to {@link current}. */
  focusAsked: number;
  /** What was said last to those who listen; the number tells equal ones apart. */
  said: { text: string; number: number };
  /** How often a widget's data were asked for anew. */
  refreshed: Readonly<Record<string, number>>;
  /** Px of the screen a px of the document takes. */
  scale: number;

  setMode: (mode: CanvasState["mode"]) => void;
  setCurrent: (id: string | null) => void;
  /** Puts the focus on a widget once it is drawn; null: on the canvas. */
  focus: (id: string | null) => void;
  say: (text: string) => void;
  refresh: (ids: readonly string[]) => void;
  setScale: (scale: number) => void;
}

export type CanvasStore = StoreApi<CanvasState>;

export const createCanvasStore = (): CanvasStore =>
  createStore<CanvasState>()((set) => ({
    mode: "canvas",
    current: null,
    focusAsked: 0,
    said: { text: "", number: 0 },
    refreshed: {},
    scale: 1,
    setMode: (mode) => set({ mode }),
    setCurrent: (current) => set({ current }),
    focus: (current) => set(({ focusAsked }) => ({ current, focusAsked: focusAsked + 1 })),
    say: (text) => set(({ said }) => ({ said: { text, number: said.number + 1 } })),
    refresh: (ids) =>
      set(({ refreshed }) => ({
        refreshed: {
          ...refreshed,
          ...Object.fromEntries(ids.map((id) => [id, (refreshed[id] ?? 0) + 1])),
        },
      })),
    setScale: (scale) => set({ scale }),
  }));

export const CanvasContext = createContext<CanvasStore | null>(null);

/** @throws Error outside of an editor */
export function useCanvasStore(): CanvasStore {
  const store = use(CanvasContext);
  if (!store) throw new Error("no editor around");
  return store;
}

export const useCanvas = <T>(select: (state: CanvasState) => T): T => useStore(useCanvasStore(), select);
