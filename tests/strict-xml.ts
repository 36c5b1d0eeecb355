/** Reads XML as strictly as Excel does: what it would call damaged throws here. For tests. */

export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  /** Its own, between its children. */
  text: string;
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)="([^"<]*)"/y;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not hold
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

function decode(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> in text");
  return text.replace(/&([^;]*;?)/g, (whole, body: string) => {
    const known = body.endsWith(";") ? ENTITIES[body.slice(0, -1)] : undefined;
    if (known === undefined) throw new Error(`no such entity: ${whole}`);
    return known;
  });
}

/** @throws where it is not well formed, uses a prefix it does not declare, or holds what XML can't */
export function parseXml(source: string): Element {
  const bad = FORBIDDEN.exec(source);
  if (bad) throw new Error(`a character XML can't hold at ${bad.index}`);
  const head = /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\n?/.exec(source);
  if (!head) throw new Error("no declaration");
  let at = head[0].length;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${source.slice(at, at + 60)}`);
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const begin = (): { element: Element; closed: boolean } => {
    at++;
    const name = match(NAME)?.[0] ?? fail("no name");
    const attributes: Record<string, string> = {};
    for (let one = match(ATTRIBUTE); one; one = match(ATTRIBUTE)) {
      const [, key = "", value = ""] = one;
      if (key in attributes) fail(`${key} twice`);
      attributes[key] = decode(value);
    }
    const end = match(/\s*(\/?)>/y) ?? fail("no end of a tag");
    return { element: { name, attributes, children: [], text: "" }, closed: end[1] === "/" };
  };
  const open: { element: Element; prefixes: ReadonlySet<string> }[] = [];
  let root: Element | null = null;
  while (at < source.length) {
    const parent = open.at(-1);
    if (source[at] !== "<") {
      const next = source.indexOf("<", at);
      const text = source.slice(at, next < 0 ? source.length : next);
      if (!parent && text.trim() !== "") fail("text outside");
      if (parent) parent.element.text += decode(text);
      at += text.length;
    } else if (source[at + 1] === "/") {
      at += 2;
      const name = match(NAME)?.[0];
      if (!parent || parent.element.name !== name || !match(/\s*>/y)) fail("an end without beginning");
      open.pop();
    } else {
      const { element, closed } = begin();
      if (!parent && root) fail("a second root");
      const prefixes = new Set(parent?.prefixes ?? ["xml"]);
      for (const key of Object.keys(element.attributes))
        if (key.startsWith("xmlns:")) prefixes.add(key.slice("xmlns:".length));
      for (const name of [element.name, ...Object.keys(element.attributes)]) {
        const [prefix, rest] = name.split(":");
        if (rest !== undefined && prefix && prefix !== "xmlns" && !prefixes.has(prefix))
          fail(`${prefix} is not declared`);
      }
      parent?.element.children.push(element);
      root ??= element;
      if (!closed) open.push({ element, prefixes });
    }
  }
  if (open.length > 0) fail(`${open.at(-1)?.element.name} has no end`);
  return root ?? fail("nothing");
}

export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  (element?.children ?? []).filter((child) => child.name === name);
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  childrenOf(element, name)[0];
/** It and all below it of a name. */
export const allOf = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => allOf(child, name)),
];
