"use client";

import { TextEditor, type TextEditorProps } from "@/components/ui/text-editor";
import { hintsAt } from "@/lib/table/format-hints";

export interface FormatTextEditorProps extends Omit<TextEditorProps, "hints"> {
  /** By name, with their labels: offered where a column is written. */
  columns: ReadonlyMap<string, string>;
}

/** Formats as a text; loaded when it is wanted, with all that completes it. */
export default function FormatTextEditor({ columns, ...props }: FormatTextEditorProps) {
  return <TextEditor {...props} hints={(text, at) => hintsAt(text, at, props.language, columns)} />;
}
