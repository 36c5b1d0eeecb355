import type { useTranslations } from "next-intl";
import {
  chooseDefault,
  readView,
  removeView,
  type SaveTarget,
  saveView,
} from "@/components/dashboard/save-view";
import type { TableChanges } from "@/components/dashboard/use-table-changes";
import { addressOf, freeName, OWN_STATE, withoutTables } from "@/components/dashboard/view-order";
import { signInAgain } from "@/components/layout/sign-in-again";
import type { useFormatTexts } from "@/components/table/dashboard-tables";
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
  /** The words of `dashboard`. */
  t: ReturnType<typeof useTranslations<"dashboard">>;
  writeFormats: ReturnType<typeof useFormatTexts>["writeFormats"];
  /** Asks for everything again. */
  refresh: () => void;
  /** Told that what the address says is saved now; null: no more. */
  onKept: (address: string | null) => void;
  /** Goes to an address, its data asked for anew. */
  replace: (params: URLSearchParams) => void;
  /** Goes where `view` says this, asking the server anew; empty: to what the dashboard opens with. `keep`: with what is unsaved. */
  show: (view: string, options?: { keep?: boolean }) => void;
}

export type ViewActions = ReturnType<typeof viewActions>;

/** What one does to the view in force. Each says what it did; what can be undone offers that. */
export function viewActions(input: ViewActionsInput) {
  const { slug, views, active, layers, t, writeFormats, refresh, onKept, replace, show } = input;
  const fail = (answer: { signedOut: true } | { message: string }, words: string) => {
    if ("signedOut" in answer) signInAgain();
    else toast({ tone: "error", title: answer.message || words });
  };
  const named = active?.name ? { ...active, name: active.name } : null;

  // A named view that is somebody else's is not changed: the state becomes the reader's own.
  const target: SaveTarget =
    active?.name && active.canEdit
      ? { id: active.id, name: active.name, scope: active.scope, version: active.version }
      : { id: null, name: null, scope: "personal" };

  /** Keeps the tables' state in the view in force. */
  const save = async () => {
    const before = new URLSearchParams(window.location.search);
    // What is replaced may not be what is shown: saving from the default replaces the viewer's own state.
    const replaced = target.id ?? views.find(({ name }) => name === null)?.id ?? null;
    const previous = replaced === null ? null : await readView(replaced);
    const answer = await saveView(slug, target, layers);
    if ("signedOut" in answer) return signInAgain();
    if ("message" in answer) return fail(answer, t("saveFailed"));
    onKept(before.toString());
    replace(withoutTables(before, addressOf(views, target.id ?? OWN_STATE)));
    const undo = async () => {
      const undone = previous
        ? "view" in (await saveView(slug, { ...target, version: answer.view.version }, previous))
        : await removeView(answer.view.id);
      if (!undone) return toast({ tone: "error", title: t("saveFailed") });
      onKept(null);
      replace(before);
    };
    toast({
      title: target.name ? t("savedAs", { name: target.name }) : t("saved"),
      // Without the former state there is nothing to go back to.
      ...(replaced === null || previous ? { action: { label: t("undo"), run: () => void undo() } } : {}),
    });
  };

  /** @returns what went wrong, or null */
  const saveAs = async (name: string, scope: ViewScope): Promise<string | null> => {
    const answer = await saveView(slug, { id: null, name, scope }, layers);
    if ("signedOut" in answer) {
      signInAgain();
      return null;
    }
    if ("message" in answer) return answer.message;
    show(answer.view.id);
    toast({ title: t("savedAs", { name }) });
    return null;
  };

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

  return { save, saveAs, rename, duplicate, remove, setDefault, copyLink };
}
