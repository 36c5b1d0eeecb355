/** A dashboard as YAML, written into the text it was before. Pure. */
import { type Document, isAlias, isMap, isNode, parseDocument, type ToStringOptions, visit } from "yaml";
import { sameValue } from "@/lib/dashboards/diff/fields";
import { fillDefaults } from "@/lib/dashboards/diff/fill-defaults";
import type { Dashboard, DashboardSpec } from "@/lib/dashboards/schema";
import { toNodes, toYaml } from "@/lib/dashboards/to-yaml";
import { layOver } from "@/lib/yaml/lay-over";
import { mergeLines } from "@/lib/yaml/merge-lines";

const MOST_ALIASES = 100;
/** Longer texts are written anew: to read, change and compare them takes seconds. */
const MOST_CHARACTERS = 300_000;

/** How a text is laid out, as far as the writer can be told. */
function mannerOf(text: string): ToStringOptions {
  const [, first = ""] = /^( +)(?!- )[^\s#]/m.exec(text) ?? [];
  const [, item = ""] = /^( +)- /m.exec(text) ?? [];
  const indent = Math.min(...[first.length, item.length].filter((width) => width > 1), 8);
  return {
    lineWidth: 0,
    indent: indent === 8 ? 2 : indent,
    indentSeq: !/^( *)[^\s#-][^\n]*:[^\S\n]*\n(?: *#[^\n]*\n)*\1- /m.test(text),
    flowCollectionPadding: !/[:-] *\{[^\s}]/.test(text),
  };
}

/** The text as a document of a map; null where it is none or can't be read. */
function read(text: string): { document: Document; value: unknown } | null {
  try {
    const document: Document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
    if (document.errors.length > 0 || !isMap(document.contents)) return null;
    return { document, value: fillDefaults(document.toJS({ maxAliasCount: MOST_ALIASES })) };
  } catch (error) {
    // A bomb of brackets or aliases: nothing that could be written into.
    if (error instanceof RangeError || error instanceof ReferenceError) return null;
    throw error;
  }
}

/** Whether a text can be written into, so that its comments stay. */
export const isWritable = (text: string): boolean => read(text.replaceAll("\r\n", "\n")) !== null;

/** Every alias as what it stands for, so that each can change by itself. @returns whether there was one */
function expandAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias(_, alias) {
      found = true;
      return document.createNode(alias.toJS(document as never, { maxAliasCount: MOST_ALIASES } as never), {
        aliasDuplicateObjects: false,
      });
    },
  });
  visit(document, (_, node) => {
    if (isNode(node) && !isAlias(node) && "anchor" in node) delete node.anchor;
  });
  return found;
}

/**
 * The document as YAML. Over a text that it was before: that text, changed only where the document is another one; comments,
 * empty lines, quotes, order and style of all else stay, and items of lists take their comments along.
 * @param over is left aside where it can't be read, or is very long
 */
export function writeYaml(dashboard: DashboardSpec | Dashboard, over?: string | null): string {
  const plain = toYaml(dashboard);
  const before = over?.replaceAll("\r\n", "\n");
  const found = before && before.length <= MOST_CHARACTERS && read(before);
  if (!found || !before) return plain;
  const want: unknown = fillDefaults(toNodes(dashboard).toJS());
  const says = (text: string) => sameValue(read(text)?.value, want);
  const inItsLines = (text: string) => (over?.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text);
  if (sameValue(found.value, want)) return inItsLines(before);

  const manner = mannerOf(before);
  for (const prepare of [() => true, expandAliases]) {
    const document = read(before)?.document;
    if (!document || !prepare(document)) break;
    const was = document.toString(manner);
    layOver(document, found.value, toNodes(dashboard), want);
    const written = document.toString(manner);
    // The writer has a manner of its own: lines that say the same keep that of the text.
    const merged = mergeLines(was, before, written, (line) => line.replace(/\s+/g, ""));
    if (merged !== null && says(merged)) return inItsLines(merged);
    if (says(written)) return inItsLines(written);
  }
  return plain;
}
