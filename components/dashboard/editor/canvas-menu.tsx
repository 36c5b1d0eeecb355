"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { type EditorStore, useEditor } from "@/components/dashboard/editor/editor-store";
import { focusPanel } from "@/components/dashboard/editor/focus-panel";
import type { EditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import { ContextMenuContent, ContextMenuItem, ContextMenuSeparator } from "@/components/ui/context-menu";
import { copyText } from "@/components/ui/copy-text";
import { Kbd } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast";
import { isLocked } from "@/lib/editor/boxes";
import { moveToPage } from "@/lib/editor/change-pages";
import { chosenIds } from "@/lib/editor/selection";
import { localText } from "@/lib/format/format";

/** What can be done to what is chosen, or to the page where nothing is. */
export function CanvasMenu({ commands, store }: { commands: EditorCommands; store: EditorStore }) {
  const t = useTranslations("editor");
  const { locale } = useEditorData();
  const spec = useEditor((state) => state.history.present);
  const page = useEditor((state) => state.page);
  const ids = chosenIds(useEditor((state) => state.selection));
  const locked = ids.length > 0 && ids.every((id) => isLocked(spec, id));
  const grouped = spec.layout.groups?.some((group) => group.some((id) => ids.includes(id))) ?? false;
  const paste = async () => {
    const text = await navigator.clipboard?.readText().catch(() => null);
    if (text === null || text === undefined) toast({ title: t("pasteByKeys"), tone: "error" });
    else if (!commands.paste(text)) toast({ title: t("nothingToPaste") });
  };
  const copy = () => {
    const text = commands.copy();
    if (text !== null) void copyText(text, t("changes.copy"));
  };
  const item = (label: ReactNode, run: () => void, keys?: string, disabled = false) => (
    <ContextMenuItem disabled={disabled} onSelect={run}>
      {label}
      {keys ? <Kbd className="ml-auto">{keys}</Kbd> : null}
    </ContextMenuItem>
  );
  return (
    <ContextMenuContent aria-label={t("menu")} className="w-60">
      {ids.length === 0 ? (
        <>
          {item(t("actions.paste"), paste, "Ctrl V")}
          {item(t("actions.selectAll"), commands.selectAll, "Ctrl A")}
        </>
      ) : (
        <>
          {item(t("actions.settings"), focusPanel, "Enter")}
          {item(t("actions.refresh"), commands.refresh)}
          <ContextMenuSeparator />
          {item(t("actions.copy"), copy, "Ctrl C")}
          {item(t("actions.paste"), paste, "Ctrl V")}
          {item(t("actions.duplicate"), () => commands.duplicate(), "Ctrl D")}
          <ContextMenuSeparator />
          {item(t("orders.front"), () => commands.order("front"), "Shift ]")}
          {item(t("orders.forward"), () => commands.order("forward"), "]")}
          {item(t("orders.backward"), () => commands.order("backward"), "[")}
          {item(t("orders.back"), () => commands.order("back"), "Shift [")}
          <ContextMenuSeparator />
          {item(t("actions.group"), commands.group, "Ctrl G", ids.length < 2)}
          {item(t("actions.ungroup"), commands.ungroup, "Ctrl ⇧ G", !grouped)}
          {item(t(locked ? "actions.unlock" : "actions.lock"), commands.lock, "Ctrl ⇧ L")}
          {(spec.pages ?? [])
            .filter(({ id }) => id !== page)
            .slice(0, 8)
            .map(({ id, title }) => (
              <ContextMenuItem
                key={id}
                onSelect={() => {
                  store.getState().change("toPage", (now) => moveToPage(now, ids, id));
                  store.getState().openPage(id);
                  commands.choose(ids);
                }}
              >
                <span className="truncate">{t("actions.toPage", { page: localText(title, locale) })}</span>
              </ContextMenuItem>
            ))}
          <ContextMenuSeparator />
          {item(t("actions.remove"), () => commands.remove(), "Del")}
        </>
      )}
    </ContextMenuContent>
  );
}
