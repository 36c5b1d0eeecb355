"use client";

import { CircleAlert, CircleCheck, Undo2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { BulkFormats } from "@/components/dashboard/editor/bulk-formats";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { applyText, dropText, hearText, keepText, textFor } from "@/components/dashboard/editor/yaml-text";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedDataset } from "@/lib/dashboards/name-check";
import type { SpecIssue } from "@/lib/dashboards/schema";
import type { HintDataset } from "@/lib/editor/document-hints";
import type { TextFault } from "@/lib/editor/read-text";

const YamlEditor = dynamic(() => import("@/components/dashboard/editor/yaml-editor"), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

export interface YamlTabProps {
  /** Those the editor may see: names are checked and offered by them. */
  datasets?: readonly (NamedDataset & HintDataset)[];
  /** The YAML the document was last written as, with its comments. */
  source?: string | null;
  /** Broken parts of the stored document, which the canvas leaves out. */
  issues?: readonly SpecIssue[];
  /** The stored document as it is (`rawYaml`), to be mended here where parts are broken. */
  raw?: string | null;
}

/** Writing on is quicker than this: the canvas follows when one pauses. */
const PAUSE = 400;

/** The document as a text: faults are shown in place, the canvas keeps what was right last. */
export function YamlTab({ datasets, source, issues = [], raw }: YamlTabProps) {
  const t = useTranslations("yamlTab");
  const store = useEditorStore();
  const spec = useSpec();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [goTo, setGoTo] = useState<{ at: number } | null>(null);
  const broken = issues.length > 0 ? raw : null;
  const { text, read, beside } = textFor(store, spec, { source, raw: broken, datasets });
  const say = useFaultText();
  const problems = useMemo(
    () => read.faults.map((fault) => ({ from: fault.from, to: fault.to, message: say(fault) })),
    [read, say],
  );

  const apply = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    applyText(store, datasets);
    draw();
  };
  const write = (next: string) => {
    keepText(store, next);
    clearTimeout(timer.current);
    timer.current = setTimeout(apply, PAUSE);
    draw();
  };
  // What was typed just before the tab closes counts too; what is typed later is a step of its own.
  const leave = useRef(() => {});
  leave.current = () => {
    if (timer.current !== undefined) apply();
    store.getState().settle();
  };
  useEffect(() => () => leave.current(), []);
  useEffect(() => hearText(store, draw), [store]);

  const isBehind = read.spec === null && beside !== spec;
  return (
    <section aria-label={t("title")} className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-3 py-1.5">
        <p className="min-w-40 flex-1 text-11 text-ink-2">{t("hint")}</p>
        <BulkFormats datasets={datasets} />
        <CopyButton text={text} label={t("copy")} />
      </div>
      {issues.length > 0 && broken != null && read.spec === null ? (
        <p className="border-line border-b bg-warn-soft px-3 py-2 text-12">
          {t("mend", { count: issues.length })}
        </p>
      ) : null}
      {isBehind ? (
        <div className="flex flex-wrap items-center gap-2 border-line border-b bg-warn-soft px-3 py-1.5 text-12">
          <p className="min-w-40 flex-1">{t("behind")}</p>
          <Button
            size="sm"
            onClick={() => {
              dropText(store, datasets);
              draw();
            }}
          >
            <Undo2 aria-hidden />
            {t("drop")}
          </Button>
        </div>
      ) : null}
      <div className="min-h-40 flex-1 overflow-hidden focus-within:ring-1 focus-within:ring-accent focus-within:ring-inset">
        <YamlEditor
          label={t("text")}
          text={text}
          datasets={datasets ?? []}
          problems={problems}
          goTo={goTo}
          onChange={write}
          onLeave={() => leave.current()}
        />
      </div>
      <Faults faults={read.faults} isRight={read.spec !== null} say={say} onOpen={(at) => setGoTo({ at })} />
    </section>
  );
}

/** A fault in words. */
function useFaultText(): (fault: TextFault) => string {
  const errors = useTranslations("errors");
  return useMemo(
    () =>
      ({ key, values }) =>
        errors(key as Parameters<typeof errors>[0], values as never),
    [errors],
  );
}

interface FaultsProps {
  faults: readonly TextFault[];
  /** The text stands for the document, with whatever names it lacks. */
  isRight: boolean;
  say: (fault: TextFault) => string;
  onOpen: (at: number) => void;
}

/** What is wrong, each with a way to its line. */
function Faults({ faults, isRight, say, onOpen }: FaultsProps) {
  const t = useTranslations("yamlTab");
  return (
    <div className="max-h-40 shrink-0 overflow-y-auto border-line border-t bg-sunken px-3 py-1.5 text-12">
      <p
        role="status"
        className={isRight ? "flex items-center gap-1 text-pos" : "flex items-center gap-1 text-neg"}
      >
        {isRight ? (
          <CircleCheck aria-hidden className="size-3.5 shrink-0" />
        ) : (
          <CircleAlert aria-hidden className="size-3.5 shrink-0" />
        )}
        {isRight ? t("right") : t("wrong", { count: faults.length })}
      </p>
      {faults.length > 0 ? (
        <ul className="mt-1">
          {faults.map((fault) => (
            <li key={`${fault.from} ${fault.path} ${fault.key}`}>
              <button
                type="button"
                onClick={() => onOpen(fault.from)}
                className="flex w-full items-baseline gap-2 rounded-1 py-0.5 text-left hover:bg-hover pointer-coarse:min-h-11"
              >
                <span className="num w-16 shrink-0 text-accent">{t("line", { line: fault.line })}</span>
                <span className="wrap-anywhere min-w-0 flex-1">
                  {fault.path ? <span className="text-ink-2">{fault.path} · </span> : null}
                  {say(fault)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
