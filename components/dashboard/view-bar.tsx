"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNavigation } from "@/components/dashboard/navigation";
import { type SavedTable, useTableChanges } from "@/components/dashboard/use-table-changes";
import type { ViewActionsInput } from "@/components/dashboard/view-actions";
import { addressOf, neighbourOf, OWN_STATE, withoutTables } from "@/components/dashboard/view-order";
import { ViewSwitcher } from "@/components/dashboard/view-switcher";
import { useShortcut } from "@/components/layout/use-shortcut";
import { useFormatTexts } from "@/components/table/dashboard-tables";
import { StatusDot } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { componentOnDemand, onDemand, useOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useNotLoaded, useParts } from "@/components/ui/use-parts";
import { DEFAULT_VIEW } from "@/lib/views/default-view";
import type { ViewSummary } from "@/lib/views/schema";

const Actions = onDemand(() =>
  import("@/components/dashboard/view-actions").then((part) => part.viewActions),
);
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
  const notLoaded = useNotLoaded();
  const { navigate, refresh } = useNavigation();
  const { writeFormats } = useFormatTexts();
  const { changes: found, layers } = useTableChanges(tables);
  const present = useSearchParams().toString();
  const [kept, setKept] = useState<string | null>(null);
  // Saved is saved, also while the page that says so is still on its way.
  const changes = kept === present ? [] : found;
  const [saving, setSaving] = useState(false);
  const [asked, ask] = useState<"saveAs" | "edit" | "delete" | null>(null);
  useParts(asked !== null, [SaveAsDialog.part, ConfirmDialog.part, Actions], () => ask(null));
  const current = active === null ? DEFAULT_VIEW : active.name === null ? OWN_STATE : active.id;
  const input: ViewActionsInput = {
    slug,
    views,
    active,
    layers,
    t,
    writeFormats,
    refresh,
    onKept: setKept,
    replace: (params) => navigate(params, { replace: true, fresh: true }),
    show: (view, { keep = false } = {}) =>
      navigate(keep ? withView(address(), view) : withoutTables(address(), view), { fresh: true }),
  };
  // The menu and what it opens come with it: what they ask for is there.
  const actions = useOnDemand(Actions)?.(input);
  const save = async () => {
    setSaving(true);
    await Actions.load().then((make) => make(input).save(), notLoaded);
    setSaving(false);
  };
  // Whoever comes to the button will perhaps press it.
  const preload = () => void Actions.load().catch(() => {});
  const go = (view: string) => navigate(withoutTables(address(), addressOf(views, view)));
  const remove = () => (active?.scope === "shared" ? ask("delete") : void actions?.remove());
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
        needs={Actions}
        views={views}
        current={current}
        onSwitch={go}
        onSaveAs={() => ask("saveAs")}
        onCopyLink={() => void actions?.copyLink()}
        mayOpenForAll={mayOpenForAll}
        {...(active?.name
          ? {
              onDuplicate: () => void actions?.duplicate(),
              onDefault: (whom, on) => void actions?.setDefault(whom, on),
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
          <Button onClick={save} busy={saving} onPointerEnter={preload} onFocus={preload}>
            {t("save")}
          </Button>
          {compact ? null : (
            <Button variant="ghost" onClick={revert}>
              {t("revert")}
            </Button>
          )}
        </>
      ) : null}
      {actions ? (
        <SaveAsDialog
          open={asked === "saveAs"}
          onOpenChange={() => ask(null)}
          canShare={canShare}
          onSave={actions.saveAs}
        />
      ) : null}
      {actions && active?.name ? (
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
