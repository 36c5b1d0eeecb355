"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Asked } from "@/components/dashboard/ask-api";
import { useEditorStore } from "@/components/dashboard/editor/editor-store";
import {
  dropDraft,
  isOtherDraft,
  movedDraft,
  publishCopy,
  publishOver,
  readDraft,
  readPublished,
} from "@/components/dashboard/editor/safe/draft-requests";
import { type Autosaving, keptOf, useAutosave } from "@/components/dashboard/editor/safe/use-autosave";
import { isTextWrong, readPending, seedText } from "@/components/dashboard/editor/yaml-text";
import { readNewestVersion, readVersion, specOf } from "@/components/dashboard/versions/version-requests";
import { signInAgain } from "@/components/layout/sign-in-again";
import type { Draft } from "@/lib/dashboards/drafts/schema";
import type { Dashboard, DashboardSpec } from "@/lib/dashboards/schema";

export interface Published {
  spec: DashboardSpec;
  version: number;
  /** The YAML it was last written as, as far as is known. */
  source: string | null;
}

/** Somebody published since what is edited began. */
export interface Conflict {
  /** What both began from. */
  base: DashboardSpec;
  theirs: Published;
  /** Null: a pack, or somebody who left. */
  author: string | null;
  at: string;
}

export type PublishOutcome = { done: true } | { conflict: Conflict } | { message: string };
/** What went wrong, in the reader's language; null: nothing. */
export type Failure = string | null;

export interface SafeEditing extends Pick<Autosaving, "state"> {
  /** Leaving the page would lose something: it is saved nowhere, and can't be as things are. */
  isAtRisk: boolean;
  slug: string;
  published: Published;
  /** Publishes the document as it stands. @param over the version it replaces; the one it began from when left out */
  publish: (message: string, options?: { spec?: DashboardSpec; over?: Published }) => Promise<PublishOutcome>;
  /** Goes on with what they published. @param keepCopy mine becomes a dashboard of its own before */
  takeTheirs: (theirs: Published, keepCopy: boolean) => Promise<Failure>;
  /** Makes the document a dashboard of its own and opens it. */
  keepAsNew: () => Promise<Failure>;
  /** Back to what is published; can be undone. */
  discard: () => Promise<Failure>;
  /** Of two tabs the other one's draft counts. */
  loadOther: () => Promise<Failure>;
  /** Of two tabs this one's counts. */
  keepThis: () => void;
}

/**
 * Draft and publication of the editor around.
 * @param published what the editor was opened over
 * @param draft the viewer's, if any: the editor's document begins as its `config`
 */
export function useSafeEditing(
  slug: string,
  opened: Published,
  draft: Pick<Draft, "revision" | "baseVersion" | "updatedAt"> | null,
): SafeEditing {
  const t = useTranslations("drafts");
  const store = useEditorStore();
  const router = useRouter();
  const [published, setPublished] = useState(opened);
  const { state, autosave, baseVersion, rebase } = useAutosave(slug, opened.version, draft);

  const editing = useMemo(() => {
    const present = () => store.getState().history.present;
    const replace = (spec: DashboardSpec) => store.getState().change("other", () => spec);
    const failed = (answer: Exclude<Asked<never>, { data: never }>): string => {
      if ("signedOut" in answer) {
        signInAgain();
        return t("signedOut");
      }
      const moved = movedDraft(answer.refused);
      if (moved !== undefined) {
        autosave.meet(moved);
        return t("otherTab");
      }
      return faultsOf(answer.refused) || t("unreachable");
    };
    /** Begins anew with another document and the text that was written for it. */
    const restart = (spec: DashboardSpec, source: string | null) => {
      replace(spec);
      seedText(store, source, undefined);
    };
    /** Saves what is not saved. @returns whether the draft is another tab's by now: what ends it would end that one's work */
    const elsewhere = async () => {
      readPending(store);
      return (await autosave.flush()).kind === "conflict";
    };
    /** Drops the draft as it is known here, if there is one. */
    const drop = async (): Promise<Failure> => {
      if (autosave.revision === null) return null;
      const dropped = await dropDraft(slug, autosave.revision);
      return "data" in dropped ? null : failed(dropped);
    };
    /** From here on this is published, and there is no draft of one's own. */
    const settle = (next: Published) => {
      setPublished(next);
      rebase(next.version);
      autosave.adopt(keptOf(store), null);
    };

    const conflictOf = async (): Promise<PublishOutcome> => {
      const [theirs, newest, base] = await Promise.all([
        readPublished(slug),
        readNewestVersion(slug),
        readVersion(slug, baseVersion),
      ]);
      if (!("data" in theirs)) return { message: failed(theirs) };
      if (!("data" in newest)) return { message: failed(newest) };
      if (!("data" in base)) return { message: failed(base) };
      const at = newest.data[0];
      return {
        conflict: {
          base: withPlace(specOf(base.data), specOf(theirs.data)),
          theirs: { spec: specOf(theirs.data), version: theirs.data.version, source: published.source },
          author: at?.author?.name ?? null,
          at: at?.createdAt ?? theirs.data.updatedAt,
        },
      };
    };

    const copyOf = async (): Promise<Asked<Dashboard>> => {
      const spec = present();
      const named = (name: string) => t("copyName", { name: name.slice(0, 180) });
      return publishCopy(
        spec,
        typeof spec.name === "string"
          ? named(spec.name)
          : { en: named(spec.name.en), ko: named(spec.name.ko) },
      );
    };

    const editing: SafeEditing = {
      slug,
      state,
      isAtRisk: state.kind !== "saved" && state.kind !== "saving" && autosave.dirty,
      published,
      publish: async (message, { spec, over } = {}) => {
        if (await elsewhere()) return { message: t("otherTab") };
        const sent = spec ?? present();
        // A text that can't be read is not published: it goes on as the next draft.
        const { source } = keptOf(store);
        const text = isTextWrong(store) ? null : source;
        const answer = await publishOver(
          slug,
          sent,
          over?.version ?? baseVersion,
          message,
          autosave.revision,
        );
        if (!("data" in answer)) {
          const isVersion =
            "refused" in answer &&
            answer.refused.code === "CONFLICT_001" &&
            movedDraft(answer.refused) === undefined;
          if (isVersion) return conflictOf();
          return { message: failed(answer) };
        }
        // Typed while it was on its way, or not right yet: the next draft.
        const meanwhile = present();
        if (spec && meanwhile !== spec) replace(spec);
        settle({ spec: sent, version: answer.data.version, source: text ?? published.source });
        autosave.adopt({ spec: sent, source: text }, null);
        autosave.change(keptOf(store));
        return { done: true };
      },
      takeTheirs: async (theirs, keepCopy) => {
        if (await elsewhere()) return t("otherTab");
        if (keepCopy) {
          const copy = await copyOf();
          if (!("data" in copy)) return failed(copy);
        }
        const dropped = await drop();
        if (dropped !== null) return dropped;
        restart(theirs.spec, null);
        settle(theirs);
        return null;
      },
      keepAsNew: async () => {
        if (await elsewhere()) return t("otherTab");
        const copy = await copyOf();
        if (!("data" in copy)) return failed(copy);
        const dropped = await drop();
        if (dropped !== null) return dropped;
        autosave.adopt(keptOf(store), null);
        router.push(`/d/${copy.data.slug}/edit`);
        return null;
      },
      discard: async () => {
        if (await elsewhere()) return t("otherTab");
        // As it is now: somebody may have published since.
        const newest = await readPublished(slug);
        if (!("data" in newest)) return failed(newest);
        const dropped = await drop();
        if (dropped !== null) return dropped;
        const next = {
          spec: specOf(newest.data),
          version: newest.data.version,
          source: published.source,
        };
        restart(next.spec, null);
        settle(next);
        return null;
      },
      loadOther: async () => {
        const [answer, newest] = await Promise.all([readDraft(slug), readPublished(slug)]);
        if (!("data" in answer)) return failed(answer);
        if (!("data" in newest)) return failed(newest);
        const next = {
          spec: specOf(newest.data),
          version: newest.data.version,
          source: published.source,
        };
        restart(answer.data?.config ?? next.spec, answer.data?.source ?? null);
        settle(next);
        if (answer.data) {
          const { revision, baseVersion: began, updatedAt } = answer.data;
          rebase(began);
          autosave.adopt(keptOf(store), revision, updatedAt);
        }
        return null;
      },
      keepThis: () => void autosave.overwrite(),
    };
    return editing;
  }, [slug, state, published, baseVersion, autosave, rebase, store, router, t]);

  // The page may be an old one that the browser kept: what was saved since counts, as long as nothing was changed here.
  const begun = useRef({ draft, editing });
  useEffect(() => {
    const { draft: known, editing: first } = begun.current;
    let isGone = false;
    void readDraft(slug).then((answer) => {
      if (isGone || !("data" in answer) || !isOtherDraft(answer.data, known)) return;
      if (!autosave.dirty && autosave.revision === (known?.revision ?? null)) void first.loadOther();
    });
    return () => {
      isGone = true;
    };
  }, [slug, autosave]);
  return editing;
}

/** A version knows neither folder nor tags: there they are as they are now, so that they are nobody's change. */
const withPlace = (version: DashboardSpec, { folder, tags }: DashboardSpec): DashboardSpec => ({
  ...version,
  ...(folder === undefined ? {} : { folder }),
  ...(tags === undefined ? {} : { tags }),
});

/** The first faults of a document, where they stand. */
function faultsOf({
  message,
  details,
}: {
  message: string;
  details: { fields?: { path: string; message: string }[] };
}) {
  const fields = details.fields?.slice(0, 3).map((field) => `${field.path}: ${field.message}`);
  return fields?.length ? fields.join(" ") : message;
}
