"use client";

import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { AddList } from "@/components/dashboard/editor/add-list";
import { ArrangeBar } from "@/components/dashboard/editor/arrange-bar";
import { CanvasArea } from "@/components/dashboard/editor/canvas-area";
import {
  CanvasContext,
  createCanvasStore,
  useCanvas,
  useCanvasStore,
} from "@/components/dashboard/editor/canvas-store";
import { stepZoom } from "@/components/dashboard/editor/canvas-zoom";
import { type EditorClock, EditorDataProvider } from "@/components/dashboard/editor/editor-data";
import { EditorHeader } from "@/components/dashboard/editor/editor-header";
import { chordOf } from "@/components/dashboard/editor/editor-keys";
import { createEditorStore, EditorContext, useEditorStore } from "@/components/dashboard/editor/editor-store";
import { PANEL_ID } from "@/components/dashboard/editor/focus-panel";
import { Layers } from "@/components/dashboard/editor/layers";
import { PagesBar } from "@/components/dashboard/editor/pages-bar";
import { PhoneColumn } from "@/components/dashboard/editor/phone-column";
import { PlacePanel } from "@/components/dashboard/editor/place-panel";
import { useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { useWide } from "@/components/dashboard/editor/use-wide";
import { Notices } from "@/components/dashboard/notices";
import type { DashboardSpec, SpecIssue } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

export interface EditorSlots {
  /** At the left, 216 px wide: what can be added. */
  add?: ReactNode;
  /** At the right, 288 px wide: what is chosen, in all its settings. */
  panel?: ReactNode;
  /** Beside the title. */
  status?: ReactNode;
  /** At the right of the header. */
  actions?: ReactNode;
  /** The document as text, in place of the canvas. */
  yaml?: ReactNode;
}

export interface EditorProps extends EditorClock {
  spec: DashboardSpec;
  /** The page to begin with. */
  page?: string | undefined;
  /** Broken parts of the stored document, which are left out of `spec`. */
  issues?: readonly SpecIssue[];
  datasets: readonly DatasetInfo[];
  slots?: EditorSlots;
}

/** The editor of one dashboard: header, what can be added and what is there, the page, what is chosen. */
export function Editor({ spec, page, issues = [], datasets, slots = {}, ...clock }: EditorProps) {
  const [store] = useState(() => createEditorStore(spec, page));
  const [canvas] = useState(createCanvasStore);
  return (
    <EditorContext value={store}>
      <CanvasContext value={canvas}>
        <EditorDataProvider datasets={datasets} {...clock}>
          <Frame issues={issues} slots={slots} />
        </EditorDataProvider>
      </CanvasContext>
    </EditorContext>
  );
}

/** What is open has its own keys. */
const OPEN = "[role=dialog][data-state=open], [role=menu][data-state=open], [role=listbox][data-state=open]";
const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The keys that hold wherever in the editor one is. */
function useEditorKeys() {
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const commands = useEditorCommands();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isField(event.target) || document.querySelector(OPEN)) return;
      const chord = chordOf(event);
      const { scale } = canvas.getState();
      if (chord === "mod+z") commands.undo();
      else if (chord === "mod+shift+z" || chord === "mod+y") commands.redo();
      else if (chord === "mod+=" || chord === "mod+shift+=") stepZoom(store, scale, 1);
      else if (chord === "mod+-") stepZoom(store, scale, -1);
      else if (chord === "mod+0") store.getState().set({ zoom: null });
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [store, canvas, commands]);
}

function Frame({ issues, slots }: { issues: readonly SpecIssue[]; slots: EditorSlots }) {
  const t = useTranslations("editor");
  const mode = useCanvas((state) => state.mode);
  const wide = useWide();
  useEditorKeys();
  return (
    <div className="flex h-dvh min-w-0 flex-col overflow-hidden">
      <EditorHeader status={slots.status} actions={slots.actions} hasYaml={slots.yaml !== undefined} />
      <Said />
      <div className="flex min-h-0 flex-1">
        {wide ? (
          <aside
            aria-label={t("left")}
            className="flex w-54 shrink-0 flex-col overflow-y-auto border-line border-r bg-surface max-lg:hidden"
          >
            {slots.add ?? <AddList />}
            <Layers />
          </aside>
        ) : null}
        <main id="main" className="flex min-w-0 flex-1 flex-col">
          {issues.length > 0 ? <Notices notices={[t("broken", { count: issues.length })]} /> : null}
          {mode === "yaml" ? (
            <div className="min-h-0 flex-1 overflow-auto">{slots.yaml}</div>
          ) : (
            <>
              {!wide ? <NarrowBody /> : mode === "phone" ? <PhoneBody /> : <CanvasBody />}
              <PagesBar />
            </>
          )}
        </main>
        {wide ? (
          <aside
            id={PANEL_ID}
            aria-label={t("panel")}
            tabIndex={-1}
            className="w-72 shrink-0 overflow-y-auto border-line border-l bg-surface outline-none max-lg:hidden"
          >
            {slots.panel ?? <PlacePanel />}
          </aside>
        ) : null}
      </div>
    </div>
  );
}

const CanvasBody = () => (
  <div className="flex min-h-0 flex-1 flex-col max-lg:hidden">
    <ArrangeBar />
    <CanvasArea />
  </div>
);

const PhoneBody = () => (
  <div className="min-h-0 flex-1 overflow-auto bg-sunken max-lg:hidden">
    <PhoneColumn />
  </div>
);

/** Where there is no room for a canvas: what can be done without. */
function NarrowBody() {
  const t = useTranslations("editor");
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <p className="flex items-start gap-2 border-line border-b bg-sunken px-4 py-3 text-13">
        <MonitorSmartphone aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-2" />
        {t("narrow")}
      </p>
      <PhoneColumn compact />
      <div className="border-line border-t">
        <Layers />
      </div>
    </div>
  );
}

/** Says what has happened to those who do not see it. */
function Said() {
  const { text, number } = useCanvas((state) => state.said);
  return (
    <p role="status" className="sr-only">
      {/* The same words again are words again. */}
      <span key={number}>{text}</span>
    </p>
  );
}
