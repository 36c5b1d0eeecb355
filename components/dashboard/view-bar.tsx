"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNavigation } from "@/components/dashboard/navigation";
import { readView, removeView, type SaveTarget, saveView } from "@/components/dashboard/save-view";
import { type SavedTable, useTableChanges } from "@/components/dashboard/use-table-changes";
import { useViewActions } from "@/components/dashboard/use-view-actions";
import { addressOf, neighbourOf, OWN_STATE } from "@/components/dashboard/view-order";
import { ViewSwitcher } from "@/components/dashboard/view-switcher";
import { signInAgain } from "@/components/layout/sign-in-again";
import { useShortcut } from "@/components/layout/use-shortcut";
import { StatusDot } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import { useParts } from "@/components/ui/use-parts";
import { DEFAULT_VIEW } from "@/lib/views/default-view";
import type { ViewSummary } from "@/lib/views/schema";

const ChangeList = componentOnDemand(() =>
  import("@/components/dashboard/change-list").then((part) => part.ChangeList),
);
const ConfirmDialog = componentOnDemand(() =>
  import("@/components/ui/confirm-dialog").then((part) => part.ConfirmDialog),
);
const SaveAsDialog = componentOnDemand(() =>
  import("@/components/dashboard/save-as-dialog").then((part) => part.SaveAsDialog),
);

export interface ViewBarProps {
  slug: string;
  tables: SavedTable[];
  views: ViewSummary[];
  /** The view in force; null: the dashboard's default. */
  active: ViewSummary | null;
  canShare: boolean;
  /** Whether the viewer may change the dashboard, and so what it opens with. */
  mayOpenForAll: boolean;
  /** On phones: the switcher takes the row, saving stands below its dot. */
  compact?: boolean;
}

/** The address without the tables' own state; their pages stay only where they still mean the same rows. */
const withoutTables = (params: URLSearchParams, view?: string): URLSearchParams => {
  const next = new URLSearchParams(
    [...params].filter(([param]) => !param.startsWith("t.") && (view === undefined || param !== "view")),
  );
  if (view) next.set("view", view);
  return next;
};
/** The same place under another view: what is unsaved stays so. */
const withView = (params: URLSearchParams, view: string): URLSearchParams => {
  params.set("view", view);
  return params;
};
const address = () => new URLSearchParams(window.location.search);

/** View switcher, “2 changes”, Save, Revert: the one place where a table's state is kept. */
export function ViewBar(props: ViewBarProps) {
  const { slug, tables, views, active, canShare, mayOpenForAll, compact = false } = props;
  const t = useTranslations("dashboard");
  const { navigate } = useNavigation();
  const { changes: found, layers } = useTableChanges(tables);
  const present = useSearchParams().toString();
  const [kept, setKept] = useState<string | null>(null);
  // Saved is saved, also while the page that says so is still on its way.
  const changes = kept === present ? [] : found;
  const [saving, setSaving] = useState(false);
  const [asked, ask] = useState<"saveAs" | "edit" | "delete" | null>(null);
  useParts(asked !== null, [SaveAsDialog.part, ConfirmDialog.part], () => ask(null));
  const current = active === null ? DEFAULT_VIEW : active.name === null ? OWN_STATE : active.id;
  // A named view that is somebody else's is not changed: the state becomes the reader's own.
  const target: SaveTarget =
    active?.name && active.canEdit
      ? { id: active.id, name: active.name, scope: active.scope, version: active.version }
      : { id: null, name: null, scope: "personal" };

  const save = async () => {
    setSaving(true);
    const before = address();
    // What is replaced may not be what is shown: saving from the default replaces the viewer's own state.
    const replaced = target.id ?? views.find(({ name }) => name === null)?.id ?? null;
    const previous = replaced === null ? null : await readView(replaced);
    const answer = await saveView(slug, target, layers);
    setSaving(false);
    if ("signedOut" in answer) return signInAgain();
    if ("message" in answer) return toast({ tone: "error", title: answer.message || t("saveFailed") });
    setKept(before.toString());
    navigate(withoutTables(before, addressOf(views, target.id ?? OWN_STATE)), { replace: true, fresh: true });
    const undo = async () => {
      const undone = previous
        ? "view" in (await saveView(slug, { ...target, version: answer.view.version }, previous))
        : await removeView(answer.view.id);
      if (!undone) return toast({ tone: "error", title: t("saveFailed") });
      setKept(null);
      navigate(before, { replace: true, fresh: true });
    };
    toast({
      title: target.name ? t("savedAs", { name: target.name }) : t("saved"),
      // Without the former state there is nothing to go back to.
      ...(replaced === null || previous ? { action: { label: t("undo"), run: () => void undo() } } : {}),
    });
  };
  const saveAs: Parameters<typeof SaveAsDialog>[0]["onSave"] = async (name, scope) => {
    const answer = await saveView(slug, { id: null, name, scope }, layers);
    if ("signedOut" in answer) {
      signInAgain();
      return null;
    }
    if ("message" in answer) return answer.message;
    navigate(withoutTables(address(), answer.view.id), { fresh: true });
    toast({ title: t("savedAs", { name }) });
    return null;
  };
  const go = (view: string) => navigate(withoutTables(address(), addressOf(views, view)));
  const actions = useViewActions({
    slug,
    views,
    active,
    layers,
    show: (view, { keep = false } = {}) =>
      navigate(keep ? withView(address(), view) : withoutTables(address(), view), { fresh: true }),
  });
  const remove = () => (active?.scope === "shared" ? ask("delete") : void actions.remove());
  const step = (by: 1 | -1) => {
    const next = neighbourOf(views, current, by);
    if (next !== current) go(next);
  };
  useShortcut("previousView", () => step(-1));
  useShortcut("nextView", () => step(1));
  const revert = () => {
    const next = withoutTables(address()).toString();
    window.history.pushState(null, "", window.location.pathname + (next ? `?${next}` : ""));
  };

  return (
    <div
      className={
        compact
          ? "flex min-w-0 items-center gap-2"
          : "flex min-w-0 items-center gap-2 border-line border-l pl-3"
      }
    >
      <ViewSwitcher
        views={views}
        current={current}
        onSwitch={go}
        onSaveAs={() => ask("saveAs")}
        onCopyLink={() => void actions.copyLink()}
        mayOpenForAll={mayOpenForAll}
        {...(active?.name
          ? {
              onDuplicate: () => void actions.duplicate(),
              onDefault: (whom, on) => void actions.setDefault(whom, on),
            }
          : {})}
        {...(active?.name && active.canEdit ? { onEdit: () => ask("edit") } : {})}
        {...(active?.canEdit ? { onDelete: remove } : {})}
        {...(compact ? { className: "h-11 min-w-0 flex-1 max-w-none justify-start" } : {})}
      />
      {changes.length > 0 ? (
        <>
          <Popover>
            <PopoverTrigger asChild>
              <Button
                variant="link"
                className="px-1"
                // What is read on it stands in its name, as a word of its own.
                aria-label={
                  compact
                    ? `${t("changes.title")}: ${changes.length}`
                    : t("changes.label", { count: changes.length })
                }
              >
                <StatusDot tone="accent">
                  {compact ? changes.length : t("changes.count", { count: changes.length })}
                </StatusDot>
              </Button>
            </PopoverTrigger>
            <PopoverContent needs={[ChangeList.part]} aria-label={t("changes.title")} className="w-80">
              <ChangeList changes={changes} />
              {compact ? (
                <Button variant="ghost" className="mt-3" onClick={revert}>
                  {t("revert")}
                </Button>
              ) : null}
            </PopoverContent>
          </Popover>
          <Button onClick={save} busy={saving}>
            {t("save")}
          </Button>
          {compact ? null : (
            <Button variant="ghost" onClick={revert}>
              {t("revert")}
            </Button>
          )}
        </>
      ) : null}
      <SaveAsDialog
        open={asked === "saveAs"}
        onOpenChange={() => ask(null)}
        canShare={canShare}
        onSave={saveAs}
      />
      {active?.name ? (
        <>
          <SaveAsDialog
            open={asked === "edit"}
            onOpenChange={() => ask(null)}
            // Whose view it is decides whether it goes back to being personal.
            canShare={canShare && active.isMine}
            of={{ name: active.name, scope: active.scope }}
            onSave={actions.rename}
          />
          <ConfirmDialog
            open={asked === "delete"}
            onOpenChange={() => ask(null)}
            title={t("views.deleteTitle", { name: active.name })}
            description={t("views.deleteText")}
            confirm={t("views.delete")}
            onConfirm={() => {
              ask(null);
              void actions.remove();
            }}
          />
        </>
      ) : null}
    </div>
  );
}
