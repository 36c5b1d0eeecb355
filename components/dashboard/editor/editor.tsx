"use client";

import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
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
import {
  createEditorStore,
  EditorContext,
  useEditor,
  useEditorStore,
} from "@/components/dashboard/editor/editor-store";
import { focusPart, PANEL_ID } from "@/components/dashboard/editor/focus-panel";
import { Layers } from "@/components/dashboard/editor/layers";
import { PagesBar } from "@/components/dashboard/editor/pages-bar";
import { AddPanel } from "@/components/dashboard/editor/panel/add-panel";
import { EditorPanel } from "@/components/dashboard/editor/panel/editor-panel";
import { PhoneColumn } from "@/components/dashboard/editor/phone-column";
import { DraftStatus } from "@/components/dashboard/editor/safe/draft-status";
import { PublishButton } from "@/components/dashboard/editor/safe/publish-button";
import { type Published, useSafeEditing } from "@/components/dashboard/editor/safe/use-safe-editing";
import { useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { useWide } from "@/components/dashboard/editor/use-wide";
import { YamlTab } from "@/components/dashboard/editor/yaml-tab";
import { hasRightText, seedText } from "@/components/dashboard/editor/yaml-text";
import { Notices } from "@/components/dashboard/notices";
import { specOf } from "@/components/dashboard/versions/version-requests";
import { VersionsButton } from "@/components/dashboard/versions/versions-button";
import { toast } from "@/components/ui/toast";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import type { Draft } from "@/lib/dashboards/drafts/schema";
import type { Dashboard, DashboardSpec, SpecIssue } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

export interface EditedDashboard {
  /** What everybody sees. */
  published: Published;
  /** What the viewer has made of it and not published yet; null: nothing. */
  draft: Draft | null;
  /** Broken parts of the stored document, which are left out. */
  issues: readonly SpecIssue[];
  /** The stored document as it is, where parts are broken. */
  raw: string | null;
}

export interface EditorProps extends EditorClock {
  edited: EditedDashboard;
  /** The page to begin with. */
  page?: string | undefined;
  datasets: readonly DatasetInfo[];
  /** Whether the viewer decides who may open the dashboard. */
  mayShare: boolean;
  /** Whether they may make dashboards: a copy is one. */
  mayCreate: boolean;
}

/** The editor of one dashboard: header, what can be added and what is there, the page, what is chosen. */
export function Editor({ edited, page, datasets, mayShare, mayCreate, ...clock }: EditorProps) {
  const [store] = useState(() => {
    const made = createEditorStore(edited.draft?.config ?? edited.published.spec, page);
    // A draft keeps the text as it was left, right or not.
    if (edited.draft?.source) seedText(made, edited.draft.source, datasets);
    return made;
  });
  const [canvas] = useState(createCanvasStore);
  return (
    <EditorContext value={store}>
      <CanvasContext value={canvas}>
        <EditorDataProvider datasets={datasets} {...clock}>
          <Frame edited={edited} datasets={datasets} mayShare={mayShare} mayCreate={mayCreate} {...clock} />
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
      if (event.defaultPrevented || document.querySelector(OPEN)) return;
      const chord = chordOf(event);
      if (chord === "F6" || chord === "shift+F6") {
        event.preventDefault();
        return focusPart(chord === "F6" ? 1 : -1);
      }
      if (isField(event.target)) return;
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

/** What of the stored document is broken and not in this one either. */
function missingParts(issues: readonly SpecIssue[], { widgets }: DashboardSpec): string[] {
  const lost = issues.filter(({ widgetId }) => widgets.every(({ id }) => id !== widgetId));
  return [...new Set(lost.map(({ widgetId, path }) => widgetId ?? path))];
}

function Frame({ edited, datasets, mayShare, mayCreate, timezone }: Omit<EditorProps, "page">) {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const { published, draft, issues, raw } = edited;
  const safe = useSafeEditing(published.spec.slug, published, draft);
  // Once anything is published over it, what is broken lies among the versions.
  const broken = safe.published.version === published.version ? issues : [];
  // Published by others, or brought back, while something of the viewer's own is unpublished.
  const [newer, setNewer] = useState(
    draft && draft.baseVersion < published.version ? published.version : null,
  );
  const restored = (dashboard: Dashboard) => {
    const theirs = {
      spec: specOf(dashboard),
      version: dashboard.version,
      source: safe.published.source,
    };
    const unpublished = diffSpecs(safe.published.spec, store.getState().history.present).length > 0;
    if (unpublished) setNewer(theirs.version);
    else
      void safe.takeTheirs(theirs, false).then((failure) => {
        if (failure !== null) toast({ title: failure, tone: "error" });
      });
  };
  const hasDraft = safe.state.kind !== "saved" || safe.state.at !== null;
  // By name, until they are back in the document.
  const missing = useEditor(({ history: { present } }) =>
    !draft && hasRightText(store) ? "" : missingParts(broken, present).join(", "),
  );
  const notices = [
    ...(missing === "" ? [] : [t("broken", { parts: missing })]),
    ...(newer !== null && hasDraft && safe.published.version <= newer
      ? [t("publishedSince", { version: newer })]
      : []),
  ];
  const mode = useCanvas((state) => state.mode);
  const wide = useWide();
  useEditorKeys();
  return (
    <div className="flex h-dvh min-w-0 flex-col overflow-hidden">
      <EditorHeader
        status={<DraftStatus safe={safe} timezone={timezone} />}
        actions={
          <>
            <VersionsButton slug={published.spec.slug} timezone={timezone} onRestored={restored} />
            <PublishButton safe={safe} timezone={timezone} broken={broken} mayCreate={mayCreate} />
          </>
        }
      />
      <Said />
      <div className="flex min-h-0 flex-1">
        {wide ? (
          <aside
            aria-label={t("left")}
            data-editor-part
            className="flex w-54 shrink-0 flex-col overflow-y-auto border-line border-r bg-surface max-lg:hidden"
          >
            <AddPanel datasets={datasets} />
            <Layers />
          </aside>
        ) : null}
        <main id="main" data-editor-part className="flex min-w-0 flex-1 flex-col">
          {notices.length > 0 ? <Notices notices={notices} /> : null}
          {mode === "yaml" ? (
            <div className="min-h-0 flex-1 overflow-auto">
              <YamlTab
                datasets={datasets}
                source={safe.published.source}
                issues={draft ? [] : issues}
                raw={raw}
              />
            </div>
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
            data-editor-part
            tabIndex={-1}
            className="w-72 shrink-0 overflow-y-auto border-line border-l bg-surface outline-none max-lg:hidden"
          >
            <EditorPanel datasets={datasets} mayShare={mayShare} />
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
