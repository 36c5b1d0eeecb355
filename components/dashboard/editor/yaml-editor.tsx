"use client";

import { TextEditor, type TextEditorProps } from "@/components/ui/text-editor";
import { documentHints, type HintDataset } from "@/lib/editor/document-hints";

export interface YamlEditorProps extends Omit<TextEditorProps, "hints" | "language"> {
  datasets: readonly HintDataset[];
}

/** A dashboard as a text; loaded when it is wanted, with all that completes it. */
export default function YamlEditor({ datasets, ...props }: YamlEditorProps) {
  return <TextEditor {...props} language="yaml" hints={(text, at) => documentHints(text, at, datasets)} />;
}
