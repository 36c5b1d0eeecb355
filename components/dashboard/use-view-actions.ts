"use client";

import { useTranslations } from "next-intl";
import { useNavigation } from "@/components/dashboard/navigation";
import { chooseDefault, readView, removeView, saveView } from "@/components/dashboard/save-view";
import type { TableChanges } from "@/components/dashboard/use-table-changes";
import { addressOf, freeName, OWN_STATE } from "@/components/dashboard/view-order";
import { signInAgain } from "@/components/layout/sign-in-again";
import { useFormatTexts } from "@/components/table/dashboard-tables";
import { copyText } from "@/components/ui/copy-text";
import { toast } from "@/components/ui/toast";
import { searchString, writeTableState } from "@/lib/table/search-params";
import { DEFAULT_VIEW } from "@/lib/views/default-view";
import type { ViewScope, ViewSummary } from "@/lib/views/schema";

export interface ViewActionsInput {
  slug: string;
  views: readonly ViewSummary[];
  /** The view in force; null: the dashboard as published. */
  active: ViewSummary | null;
  layers: TableChanges["layers"];
  /** Goes where `view` says this, asking the server anew; empty: to what the dashboard opens with. `keep`: with what is unsaved. */
  show: (view: string, options?: { keep?: boolean }) => void;
}

/** What one does to the view in force besides saving it. Each says what it did; what can be undone offers that. */
export function useViewActions({ slug, views, active, layers, show }: ViewActionsInput) {
  const t = useTranslations("dashboard");
  const { refresh } = useNavigation();
  const { writeFormats } = useFormatTexts();
  const fail = (answer: { signedOut: true } | { message: string }, words: string) => {
    if ("signedOut" in answer) signInAgain();
    else toast({ tone: "error", title: answer.message || words });
  };
  const named = active?.name ? { ...active, name: active.name } : null;

  /** @returns what went wrong, or null */
  const rename = async (name: string, scope: ViewScope): Promise<string | null> => {
    if (!named) return null;
    const { id, version } = named;
    const answer = await saveView(slug, { id, name, scope, version });
    if ("signedOut" in answer) signInAgain();
    if ("message" in answer) return answer.message || t("saveFailed");
    if ("view" in answer) {
      toast({ title: t("savedAs", { name }) });
      refresh();
    }
    return null;
  };

  const duplicate = async () => {
    const widgets = active && (await readView(active.id));
    if (!widgets || !named) return toast({ tone: "error", title: t("saveFailed") });
    // Names are unique among one's own: another's view of that name is not in the way.
    const name = freeName(
      views.map((view) => view.name),
      (number) =>
        number === 1
          ? t("views.copyOf", { name: named.name.slice(0, 180) })
          : t("views.copyOfNumber", { name: named.name.slice(0, 180), number }),
    );
    const answer = await saveView(slug, { id: null, name, scope: "personal" }, widgets);
    if (!("view" in answer)) return fail(answer, t("saveFailed"));
    show(answer.view.id, { keep: true });
    toast({ title: t("duplicated", { name }) });
  };

  /** Takes the view away. One's own comes back by the toast's button; a shared one is asked about before. */
  const remove = async () => {
    if (!active) return;
    const { id, name, scope, isMyDefault } = active;
    const widgets = await readView(id);
    if (!(await removeView(id))) return toast({ tone: "error", title: t("views.deleteFailed") });
    show("");
    const undo = async () => {
      const answer = await saveView(slug, { id: null, name, scope }, widgets ?? {});
      if (!("view" in answer)) return fail(answer, t("saveFailed"));
      if (isMyDefault) await chooseDefault(slug, { view: answer.view.id, for: "me" });
      show(name === null ? addressOf(views, OWN_STATE) : answer.view.id);
    };
    toast({
      title: name === null ? t("views.deletedOwn") : t("views.deleted", { name }),
      ...(scope === "personal" && widgets ? { action: { label: t("undo"), run: () => void undo() } } : {}),
    });
  };

  const setDefault = async (whom: "me" | "everyone", on: boolean) => {
    if (!named) return;
    const answer = await chooseDefault(slug, { view: on ? named.id : null, for: whom });
    if (!("data" in answer)) return fail(answer, t("saveFailed"));
    const key =
      whom === "me" ? (on ? "openedForMe" : "notOpenedForMe") : on ? "openedForAll" : "notOpenedForAll";
    toast({ title: t(`views.${key}`, { name: named.name }) });
    // It stays in sight: the address names it from now on.
    show(named.id, { keep: true });
  };

  /** What is on the screen, for whoever may open the dashboard: a personal view is nobody else's, so its state goes along. */
  const copyLink = async () => {
    let params = new URLSearchParams(window.location.search);
    if (active?.scope === "shared") params.set("view", active.id);
    else {
      params.set("view", DEFAULT_VIEW);
      for (const [id, config] of Object.entries(layers)) {
        const page = Number(params.get(`t.${id}.page`) ?? 1);
        params = writeTableState(
          params,
          id,
          { config, page: Number.isInteger(page) && page > 0 ? page : 1 },
          writeFormats,
        );
      }
    }
    const link = window.location.origin + window.location.pathname + searchString(params);
    if (await copyText(link, t("views.linkManual"))) toast({ title: t("views.linkCopied") });
  };

  return { rename, duplicate, remove, setDefault, copyLink };
}
