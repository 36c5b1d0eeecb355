"use client";

import { createContext, type ReactNode, use } from "react";
import type { ExportSubject } from "@/lib/exports/export-request";

/** What the page's widgets are exported from. */
export type ExportSource = { dashboard: string } | { dataset: string };

const Context = createContext<ExportSource | null>(null);

/** `source` null: for who may not export. Outside of it (in the editor, of a draft) nothing is exported. */
export const ExportFrom = ({ source, children }: { source: ExportSource | null; children: ReactNode }) => (
  <Context value={source}>{children}</Context>
);

/** What a widget's file is asked for by; null where there is none. */
export function useExportOf(widget: string): ExportSubject | null {
  const source = use(Context);
  if (!source) return null;
  return "dashboard" in source
    ? { kind: "widget", dashboard: source.dashboard, widget }
    : { kind: "explore", dataset: source.dataset };
}
