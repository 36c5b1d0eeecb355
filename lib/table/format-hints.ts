/** What may be written at a place of a formats' text, by the JSON Schema. Loaded with the editor only. Pure. */
import { z } from "zod";
import { ConditionalFormats } from "@/lib/table/format-rule";
import type { TextLanguage } from "@/lib/table/format-text";
import { type HintSchema, type Hints, schemaHints } from "@/lib/yaml/schema-hints";

let root: HintSchema | null = null;
const rootSchema = (): HintSchema => {
  root ??= z.toJSONSchema(ConditionalFormats, { io: "input" }) as HintSchema;
  return root;
};

/** @param columns of the table, by name, with their labels */
export function hintsAt(
  text: string,
  at: number,
  language: TextLanguage,
  columns: ReadonlyMap<string, string>,
): Hints | null {
  return schemaHints(rootSchema(), text, at, language, (path) =>
    path.at(-1) === "column" ? [...columns].map(([name, detail]) => ({ name, detail })) : null,
  );
}
