"use client";

import { Braces, ChevronDown, Eye, Magnet, Redo2, Smartphone, Undo2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CanvasSettings } from "@/components/dashboard/editor/canvas-settings";
import { useCanvas, useCanvasStore } from "@/components/dashboard/editor/canvas-store";
import { ZOOMS } from "@/components/dashboard/editor/canvas-zoom";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useEditor, useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { ToolButton, ToolGap } from "@/components/dashboard/editor/tool-button";
import { changeName, useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { localText } from "@/lib/format/format";

export interface EditorHeaderProps {
  /** Beside the title: what of it is kept where. */
  status?: ReactNode;
  /** At the right: what differs, publishing. */
  actions?: ReactNode;
}

/** The editor's 44 px at the top. */
export function EditorHeader({ status, actions }: EditorHeaderProps) {
  const t = useTranslations("editor");
  const store = useEditorStore();
  const canvas = useCanvasStore();
  const spec = useSpec();
  const { locale } = useEditorData();
  const commands = useEditorCommands();
  const undone = useEditor((state) => state.history.past.at(-1)?.change);
  const redone = useEditor((state) => state.history.future[0]?.change);
  const snaps = useEditor((state) => state.snaps);
  const zoom = useEditor((state) => state.zoom);
  const mode = useCanvas((state) => state.mode);
  const scale = useCanvas((state) => state.scale);
  const set = (next: typeof mode) => canvas.getState().setMode(mode === next ? "canvas" : next);
  const percent = (value: number) => `${Math.round(value * 100)}%`;
  return (
    <PageHeader
      twoRows
      title={localText(spec.name, locale)}
      breadcrumbs={[{ label: t("dashboard"), href: `/d/${spec.slug}` }]}
      actions={
        <>
          <Button
            variant={mode === "yaml" ? "active" : "ghost"}
            aria-pressed={mode === "yaml"}
            className="max-md:size-11 max-md:px-0"
            onClick={() => set("yaml")}
          >
            <Braces aria-hidden />
            <span className="max-md:sr-only">YAML</span>
          </Button>
          <Button asChild variant="secondary" className="max-md:size-11 max-md:px-0">
            <Link href={`/d/${spec.slug}`}>
              <Eye aria-hidden className="md:hidden" />
              <span className="max-md:sr-only">{t("leave")}</span>
            </Link>
          </Button>
          {actions}
        </>
      }
    >
      {/* A conflict has two answers: they go below what is said of it where there is no room beside. */}
      <div className="flex min-w-0 max-md:flex-1 max-md:[&>span]:flex-wrap">{status}</div>
      <ToolGap />
      <ToolButton
        icon={Undo2}
        label={undone === undefined ? t("undo") : t("undoOf", { change: changeName(t, undone) })}
        keys="Ctrl Z"
        disabled={undone === undefined}
        onClick={commands.undo}
      />
      <ToolButton
        icon={Redo2}
        label={redone === undefined ? t("redo") : t("redoOf", { change: changeName(t, redone) })}
        keys="Ctrl ⇧ Z"
        disabled={redone === undefined}
        onClick={commands.redo}
      />
      <div className="flex items-center gap-1 max-lg:hidden">
        <ToolGap />
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" aria-label={t("zoom", { percent: percent(scale) })}>
              {percent(scale)}
              <ChevronDown aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            <DropdownMenuRadioGroup
              value={zoom === null ? "fit" : String(zoom)}
              onValueChange={(value) =>
                store.getState().set({ zoom: value === "fit" ? null : Number(value) })
              }
            >
              <DropdownMenuRadioItem value="fit">{t("zoomFit")}</DropdownMenuRadioItem>
              {ZOOMS.map((value) => (
                <DropdownMenuRadioItem key={value} value={String(value)}>
                  {percent(value)}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuContent>
        </DropdownMenu>
        <CanvasSettings />
        <ToolButton
          icon={Magnet}
          label={t("snap")}
          pressed={snaps}
          onClick={() => store.getState().set({ snaps: !snaps })}
        />
        <ToolButton
          icon={Smartphone}
          label={t("phone")}
          pressed={mode === "phone"}
          onClick={() => set("phone")}
        />
      </div>
    </PageHeader>
  );
}
