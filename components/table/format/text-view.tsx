"use client";

import { Check, CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { FormatColumn } from "@/lib/table/format-choices";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import { parseText, type TextLanguage, type TextProblem, toText } from "@/lib/table/format-text";

const TextEditor = dynamic(() => import("@/components/table/format/text-editor"), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** A text somebody has written, as they left it, right or wrong. */
export interface TextDraft {
  language: TextLanguage;
  text: string;
}

export interface TextViewProps {
  language: TextLanguage;
  formats: readonly ConditionalFormat[];
  columns: readonly FormatColumn[];
  draft: TextDraft | null;
  onDraft: (draft: TextDraft | null) => void;
  onChange: (formats: ConditionalFormat[]) => void;
}

/** Writing on is quicker than this: the table follows when one pauses. */
const PAUSE = 400;

/** Every name a text may hold: a comparison's too, which is there only while there is a period to compare with. */
export const columnNames = (columns: readonly FormatColumn[]) =>
  new Set(
    columns.flatMap(({ name, numeric }) =>
      numeric ? [name, `${name}__previous`, `${name}__delta`, `${name}__change`] : [name],
    ),
  );

/** The text to show: the draft while it is wrong or says what is in force, else what is in force. */
function shownText(
  draft: TextDraft | null,
  language: TextLanguage,
  formats: readonly ConditionalFormat[],
  names: ReadonlySet<string>,
): string {
  if (draft?.language === language) {
    const parsed = parseText(draft.text, language, names).formats;
    if (!parsed || JSON.stringify(parsed) === JSON.stringify(formats)) return draft.text;
  }
  return toText(formats, language);
}

/** The formats as a text: faults are shown in place, the table keeps what was right last. */
export function TextView({ language, formats, columns, draft, onDraft, onChange }: TextViewProps) {
  const t = useTranslations("table.format");
  const errors = useTranslations("errors");
  const names = useMemo(() => columnNames(columns), [columns]);
  const labels = useMemo(() => new Map(columns.map(({ name, label }) => [name, label])), [columns]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // What was typed last and is not in force yet.
  const waiting = useRef<string | null>(null);
  const text = waiting.current ?? shownText(draft, language, formats, names);
  const parsed = useMemo(() => parseText(text, language, names), [text, language, names]);
  const problems = useMemo(() => {
    const say = ({ key, values }: TextProblem): string => {
      if (key === "badSyntax") return t("badSyntax", { reason: String(values.reason) });
      if (key === "unknownColumn") return t("unknownColumn", { name: String(values.name) });
      return errors(key as Parameters<typeof errors>[0], values as never);
    };
    return parsed.problems.map((problem) => ({ ...problem, message: say(problem) }));
  }, [parsed, t, errors]);

  const apply = (next: string) => {
    clearTimeout(timer.current);
    waiting.current = null;
    const read = parseText(next, language, names).formats;
    if (read && JSON.stringify(read) !== JSON.stringify(formats)) onChange(read);
  };
  const write = (next: string) => {
    waiting.current = next;
    onDraft({ language, text: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => apply(next), PAUSE);
  };
  // What was typed just before the view closes is applied too.
  const leave = useRef(() => {});
  leave.current = () => {
    if (waiting.current !== null) apply(waiting.current);
  };
  useEffect(() => () => leave.current(), []);

  const [worst] = problems;
  const line = worst ? text.slice(0, worst.from).split("\n").length : 0;
  const rules = (parsed.formats ?? []).reduce((sum, format) => sum + format.rules.length, 0);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex min-h-60 flex-1 flex-col overflow-hidden rounded-2 border border-line-ctl focus-within:border-accent">
        <div className="min-h-0 flex-1">
          <TextEditor
            label={t("text", { format: t(language) })}
            text={text}
            language={language}
            columns={labels}
            problems={problems}
            onChange={write}
          />
        </div>
        <div role="status" className="border-line border-t bg-sunken px-2 py-1 text-11">
          {worst ? (
            <div className="text-neg">
              <p className="flex items-start gap-1">
                <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
                {t("problem", { line, message: worst.message })}
              </p>
              <p className="text-ink-2">{t("invalid", { count: problems.length })}</p>
            </div>
          ) : (
            <p className="flex items-center gap-1 text-pos">
              <Check aria-hidden className="size-3 shrink-0" />
              {t("valid")}
              <span className="text-ink-2">{t("count", { count: rules })}</span>
            </p>
          )}
        </div>
      </div>
      <div className="flex gap-2">
        <CopyButton text={text} label={t("copyText")} />
        <Button
          size="sm"
          disabled={!parsed.formats}
          onClick={() => parsed.formats && write(toText(parsed.formats, language))}
        >
          {t("tidy")}
        </Button>
      </div>
    </div>
  );
}
