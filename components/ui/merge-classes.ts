/**
 * Which of two Tailwind classes wins: the later one, where it sets all that the earlier one sets. Knows the utilities of this
 * product and no others; its test holds every class in the sources to tailwind-merge, which is five times the size.
 */

/** What each sets of the box, by its letter. */
const SIDES: Readonly<Record<string, readonly string[]>> = {
  "": ["t", "r", "b", "l"],
  x: ["r", "l"],
  y: ["t", "b"],
};
const CORNERS: Readonly<Record<string, readonly string[]>> = {
  "": ["tl", "tr", "br", "bl"],
  t: ["tl", "tr"],
  r: ["tr", "br"],
  b: ["br", "bl"],
  l: ["tl", "bl"],
};

/** Words that stand alone, by what they set. */
const WORDS: Readonly<Record<string, string>> = {
  display:
    "block inline inline-block inline-flex inline-grid flex grid contents hidden table table-cell table-row",
  position: "static fixed absolute relative sticky",
  visibility: "visible invisible collapse",
  reader: "sr-only not-sr-only",
  line: "underline line-through no-underline",
  case: "uppercase lowercase capitalize normal-case",
  style: "italic not-italic",
};
const SETS = new Map(
  Object.entries(WORDS).flatMap(([set, words]) => words.split(" ").map((word) => [word, set] as const)),
);

const DIRECTION = /^(row|col)(-reverse)?$/;
const WRAP = /^(wrap|nowrap)(-reverse)?$/;
const ALIGN = /^(left|center|right|justify|start|end)$/;
const SIZE = /^(\d+|\[[\d.]+(px|rem|em)\])$/;
const FAMILY = /^(mono|sans|serif)$/;
const OBJECT_PLACE = /^object-(left|center|right|top|bottom)$/;
const STYLE = /^(solid|dashed|dotted|none)$/;
const COLLAPSE = /^(collapse|separate)$/;
const WIDTH = /^(\d+|\[[\d.]+px\])$/;

const ofSides = (set: string, side: string) => (SIDES[side] ?? [side]).map((one) => set + one);

/** Utilities whose name says it all: what follows is their value. Longer names first. */
const PLAIN =
  /^(grid-cols|grid-rows|col-span|col-start|row-span|row-start|min-w|min-h|max-w|max-h|justify-items|justify-self|justify|items|self|content|underline-offset|decoration|outline-offset|overscroll-x|overscroll-y|translate-x|translate-y|pointer-events|bg|z|order|cursor|select|whitespace|wrap|break|align|leading|tracking|transition|duration|animate|object|list|resize|fill|stroke|opacity|shadow|grow|shrink|basis|touch|rotate|scale|accent)(?:[-/].*)?$/;

/** What a class sets; none for one that takes no part. */
function setsOf(name: string): readonly string[] {
  const word = SETS.get(name);
  if (word) return [word];
  const [, box = "", side = ""] = /^([mp])([xytrbl]?)-/.exec(name) ?? [];
  if (box) return ofSides(box, side);
  const inset = /^(?:inset(?:-([xy]))?|top|right|bottom|left)-/.exec(name);
  if (inset) return ofSides("inset", name.startsWith("inset") ? (inset[1] ?? "") : name.charAt(0));
  const [, kind, axis] = /^(gap|overflow|overscroll)(?:-([xy]))?-/.exec(name) ?? [];
  if (kind) return axis ? [kind + axis] : [`${kind}x`, `${kind}y`];
  const [, corner] = /^rounded(?:-([trbl]))?(?:-|$)/.exec(name) ?? [];
  if (name.startsWith("rounded")) return (CORNERS[corner ?? ""] ?? []).map((one) => `corner${one}`);
  if (/^(w|h|size)-/.test(name)) return name.startsWith("s") ? ["w", "h"] : [name.charAt(0)];
  if (name.startsWith("line-clamp-")) return ["clamp", "display", "overflowx", "overflowy"];
  if (name.startsWith("@container")) return name.includes("/") ? ["container", "named"] : ["container"];
  if (name === "truncate") return ["overflowtext"];
  if (name === "tabular-nums") return ["figures"];
  return setsByValue(name);
}

/** Of names that set one thing or another, by what follows. */
function setsByValue(name: string): readonly string[] {
  const [, group = "", side = "", value = ""] =
    /^(text|font|flex|border|outline)(?:-([xytrbl])(?=-|$))?(?:-(.*))?$/.exec(name) ?? [];
  switch (group) {
    case "text":
      if (ALIGN.test(value)) return ["textalign"];
      return SIZE.test(value) ? ["textsize", "leading"] : ["textcolor"];
    case "font":
      return [FAMILY.test(value) ? "family" : "weight"];
    case "flex":
      if (DIRECTION.test(value)) return ["direction"];
      return WRAP.test(value) ? ["flexwrap"] : ["flex", "basis", "grow", "shrink"];
    case "border":
      if (STYLE.test(value)) return ["borderstyle"];
      if (COLLAPSE.test(value)) return ["collapse"];
      return ofSides(value === "" || WIDTH.test(value) ? "border" : "bordercolor", side);
    case "outline":
      if (value.startsWith("offset")) break;
      if (value === "none") return ["outlinestyle"];
      return [value === "" || WIDTH.test(value) ? "outline" : "outlinecolor"];
  }
  if (OBJECT_PLACE.test(name)) return ["objectplace"];
  const plain = PLAIN.exec(name)?.[1];
  return plain ? [plain] : [];
}

/** Where the utility begins behind `hover:` and the like: the last colon outside of brackets. */
function utilityAt(name: string): number {
  let depth = 0;
  let at = 0;
  for (let i = 0; i < name.length; i++) {
    const char = name.charAt(i);
    if (char === "[" || char === "(") depth++;
    else if (char === "]" || char === ")") depth--;
    else if (char === ":" && depth === 0) at = i + 1;
  }
  return at;
}

const known = new Map<string, readonly string[]>();

/** Under its conditions, in whatever order they stand. */
function keysOf(name: string): readonly string[] {
  const found = known.get(name);
  if (found) return found;
  const at = utilityAt(name);
  const when = name.slice(0, at);
  const keys = setsOf(name.slice(at).replace(/^-/, "")).map((set) => when + set);
  known.set(name, keys);
  return keys;
}

const merged = new Map<string, string>();
/** Lists of classes that are kept merged: a page has some hundreds. */
const MOST_KEPT = 2000;

/** The classes without those a later one takes over. */
export function mergeClasses(classes: string): string {
  const found = merged.get(classes);
  if (found !== undefined) return found;
  const set = new Set<string>();
  const kept: string[] = [];
  for (const name of classes.split(/\s+/).filter(Boolean).reverse()) {
    const keys = keysOf(name);
    if (keys.length > 0 && keys.every((key) => set.has(key))) continue;
    for (const key of keys) set.add(key);
    kept.push(name);
  }
  const result = kept.reverse().join(" ");
  if (merged.size >= MOST_KEPT) merged.clear();
  merged.set(classes, result);
  return result;
}
