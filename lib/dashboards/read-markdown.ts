/** The Markdown of a text widget as a tree that holds only what may be drawn: no HTML, no pictures, no address but safe ones. Pure. */
import type { Definition, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { isOwnPath, linkAddress } from "@/lib/table/safe-address";

export type MarkdownInline =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong" | "emphasis"; children: MarkdownInline[] }
  /** `own`: a page of this site. */
  | { kind: "link"; href: string; own: boolean; children: MarkdownInline[] }
  | { kind: "break" };

export type MarkdownBlock =
  /** `level`: as it was written; `rank`: from 1, without the levels that the text leaves out. */
  | { kind: "heading"; level: number; rank: number; children: MarkdownInline[] }
  | { kind: "paragraph"; children: MarkdownInline[] }
  /** `start`: the first number; null for bullets. */
  | { kind: "list"; start: number | null; items: MarkdownBlock[][] }
  | { kind: "quote"; children: MarkdownBlock[] }
  | { kind: "code"; text: string }
  | { kind: "rule" };

/** What is longer, or nested deeper, is shown as it was typed: nobody writes so, and it would cost every reader. */
const LONGEST = 20_000;
const DEEPEST = 40;

type Definitions = ReadonlyMap<string, Definition>;

/** What the whole text says of its parts. */
interface Whole {
  defined: Definitions;
  /** Levels of headings at the top, highest first. */
  levels: readonly number[];
}

const plain = (text: string): MarkdownInline[] => (text === "" ? [] : [{ kind: "text", text }]);

function toLink(url: string, children: MarkdownInline[]): MarkdownInline[] {
  const own = isOwnPath(url);
  const href = own ? url : linkAddress(url);
  return href === null ? children : [{ kind: "link", href, own, children }];
}

function toInline(node: PhrasingContent, defined: Definitions): MarkdownInline[] {
  const within = (children: PhrasingContent[]) => children.flatMap((child) => toInline(child, defined));
  switch (node.type) {
    case "text":
      return plain(node.value);
    case "inlineCode":
      return [{ kind: "code", text: node.value }];
    case "strong":
      return [{ kind: "strong", children: within(node.children) }];
    case "emphasis":
      return [{ kind: "emphasis", children: within(node.children) }];
    case "link":
      return toLink(node.url, within(node.children));
    case "linkReference":
      return toLink(defined.get(node.identifier)?.url ?? "", within(node.children));
    case "break":
      return [{ kind: "break" }];
    case "image":
    case "imageReference":
      return plain(node.alt ?? "");
    // HTML is shown as it was typed.
    case "html":
      return plain(node.value);
    default:
      return [];
  }
}

/** Without recursion, which a bomb of brackets would end. */
function isDeep(nodes: readonly RootContent[]): boolean {
  let level: readonly RootContent[] = nodes;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((node): RootContent[] => ("children" in node ? node.children : []));
  }
  return false;
}

function toBlocks(nodes: readonly RootContent[], whole: Whole): MarkdownBlock[] {
  const { defined, levels } = whole;
  const inline = (children: PhrasingContent[]) => children.flatMap((child) => toInline(child, defined));
  return nodes.flatMap((node): MarkdownBlock[] => {
    switch (node.type) {
      case "heading":
        return [
          {
            kind: "heading",
            level: node.depth,
            // In a list or quote: below all that stand in the text itself.
            rank: levels.includes(node.depth) ? levels.indexOf(node.depth) + 1 : levels.length + 1,
            children: inline(node.children),
          },
        ];
      case "paragraph":
        return [{ kind: "paragraph", children: inline(node.children) }];
      case "list":
        return [
          {
            kind: "list",
            start: node.ordered ? (node.start ?? 1) : null,
            items: node.children.map(({ children }) => toBlocks(children, whole)),
          },
        ];
      case "blockquote":
        return [{ kind: "quote", children: toBlocks(node.children, whole) }];
      case "code":
        return [{ kind: "code", text: node.value }];
      case "thematicBreak":
        return [{ kind: "rule" }];
      case "html":
        return [{ kind: "paragraph", children: plain(node.value) }];
      default:
        return [];
    }
  });
}

/** CommonMark. HTML in it is text, pictures are their descriptions, and links to anything but http, https, mailto and paths of this site are their words. */
export function readMarkdown(text: string): MarkdownBlock[] {
  const asTyped = (): MarkdownBlock[] => [{ kind: "paragraph", children: plain(text) }];
  if (text.length > LONGEST) return asTyped();
  const { children } = fromMarkdown(text);
  if (isDeep(children)) return asTyped();
  const defined = new Map(
    children.flatMap((node): [string, Definition][] =>
      node.type === "definition" ? [[node.identifier, node]] : [],
    ),
  );
  const levels = new Set(children.flatMap((node) => (node.type === "heading" ? [node.depth] : [])));
  return toBlocks(children, { defined, levels: [...levels].sort() });
}
