"use client";

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import { awaitEcho } from "@/components/ui/text-echo";
import type { Hints } from "@/lib/yaml/schema-hints";

export interface TextEditorProps {
  label: string;
  text: string;
  language: "json" | "yaml";
  /** What may be written at a character. */
  hints: (text: string, at: number) => Hints | null;
  problems: readonly { from: number; to: number; message: string }[];
  /** Brings the keyboard to a character, once for each object. */
  goTo?: { at: number } | null;
  onChange: (text: string) => void;
  /** The keyboard leaves it. */
  onLeave?: () => void;
}

const theme = EditorView.theme({
  "&": { fontSize: "12px", backgroundColor: "var(--surface)", color: "var(--ink)", height: "100%" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", lineHeight: "18px" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-3)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--hover)" },
  ".cm-content": { caretColor: "var(--ink)" },
  "&.cm-focused .cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft) !important",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line-2)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--ink)",
  },
});
const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: tags.string, color: "var(--pos)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--neg)" },
]);
/** Marks what does not come from the keyboard. */
const given = Annotation.define<boolean>();
const languageOf = { json, yaml };

/** What differs, and no more: the cursor and what is in sight stay where they are. */
function change(before: string, after: string): { from: number; to: number; insert: string }[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [{ from, to: before.length - end, insert: after.slice(from, after.length - end) }];
}

/** A text with the schema's completion and its faults in place. Tab leaves it: the keyboard is not caught. */
export function TextEditor(props: TextEditorProps) {
  const { label, text, language, problems, goTo } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const speaks = useRef(new Compartment());
  const told = useRef<readonly string[]>([]);
  const first = useRef({ label, text, language });

  useEffect(() => {
    if (!host.current) return;
    const start = first.current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: start.text,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          indentOnInput(),
          closeBrackets(),
          highlightActiveLine(),
          autocompletion({
            override: [
              (context) => {
                const { state, pos, explicit } = context;
                if (!explicit && !context.matchBefore(/["\w]$/)) return null;
                const hints = latest.current.hints(state.doc.toString(), pos);
                if (!hints) return null;
                return {
                  from: hints.from,
                  filter: false,
                  options: hints.options
                    .filter(({ label: word }) =>
                      word.startsWith(state.sliceDoc(hints.from, pos).replace('"', "")),
                    )
                    .map(({ label: word, insert, detail }) => ({
                      label: word,
                      ...(detail ? { detail } : {}),
                      apply: (target, _completion, from) =>
                        target.dispatch({
                          changes: { from, to: hints.to, insert },
                          selection: { anchor: from + insert.length },
                        }),
                    })),
                };
              },
            ],
          }),
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
          speaks.current.of(languageOf[start.language]()),
          syntaxHighlighting(colors),
          theme,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": start.label, tabindex: "0" }),
          EditorView.domEventHandlers({ blur: () => latest.current.onLeave?.() }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(given))) return;
            const written = update.state.doc.toString();
            told.current = [...told.current, written];
            latest.current.onChange(written);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: speaks.current.reconfigure(languageOf[language]()) });
  }, [language]);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    // One's own text that comes back may be older than what is written: it would take a key back.
    const left = awaitEcho(told.current, text);
    told.current = left ?? [];
    if (left === null)
      editor.dispatch({
        changes: change(editor.state.doc.toString(), text),
        annotations: given.of(true),
      });
  }, [text]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || !goTo) return;
    const anchor = Math.min(goTo.at, editor.state.doc.length);
    editor.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
    editor.focus();
  }, [goTo]);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const length = editor.state.doc.length;
    const diagnostics = problems.map(
      ({ from, to, message }): Diagnostic => ({
        from: Math.min(from, length),
        to: Math.min(Math.max(from, to), length),
        severity: "error",
        message,
      }),
    );
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [problems]);

  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
