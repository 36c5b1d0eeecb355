/** A YAML document changed only where its value is: comments, order and style of the rest stay. Pure. */
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { sameValue } from "@/lib/dashboards/diff/fields";
import { isPart } from "@/lib/dashboards/diff/fill-defaults";

type Part = Readonly<Record<string, unknown>>;

/** A key as the plain value has it. */
const keyOf = ({ key }: Pair): string => String(isScalar(key) ? (key.value ?? "") : key);

const nodeOf = (value: unknown): Node | null => (isNode(value) ? value : null);

/** The comment over the first item is read as the whole list's; its last paragraph goes with the item. */
function giveFirstItsComment(list: YAMLMap | YAMLSeq): void {
  const [first] = list.items;
  const node = isPair(first) ? nodeOf(first.key) : nodeOf(first);
  if (!list.commentBefore || !node || node.commentBefore) return;
  const paragraphs = list.commentBefore.split(/\n[^\S\n]*\n/);
  node.commentBefore = paragraphs.pop();
  list.commentBefore = paragraphs.length > 0 ? paragraphs.join("\n\n") : undefined;
  if (list.commentBefore) node.spaceBefore = true;
}

/** What an item of a list is known by, wherever it stands. */
function idOf(item: unknown): string | null {
  if (!isPart(item)) return null;
  for (const key of ["id", "name", "column", "dashboard"])
    if (typeof item[key] === "string") return `${key} ${item[key]}`;
  return item.type === "date_range" ? "date" : null;
}

/** Longer lists are written anew: to find their items again takes long, and nobody comments each of so many. */
const MOST_ITEMS = 500;

/** Equal for values that say the same. */
const textOf = (item: unknown): string =>
  JSON.stringify(item, (_, value) =>
    isPart(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  ) ?? "";

/** For each item wanted the place of the one it was, or -1. */
function matchItems(have: readonly unknown[], want: readonly unknown[]): number[] {
  const [was, is] = [have.map(idOf), want.map(idOf)];
  if ([was, is].every((ids) => !ids.includes(null) && new Set(ids).size === ids.length)) {
    const places = new Map(was.map((id, j) => [id, j]));
    return is.map((id) => places.get(id) ?? -1);
  }
  const places = new Map<string, number[]>();
  for (let j = have.length - 1; j >= 0; j--) {
    const text = textOf(have[j]);
    const same = places.get(text);
    if (same) same.push(j);
    else places.set(text, [j]);
  }
  const matched = want.map((item) => places.get(textOf(item))?.pop() ?? -1);
  const taken = new Set(matched);
  return matched.map((j, i) => (j >= 0 ? j : i < have.length && !taken.has(i) ? i : -1));
}

/** Where every item but the first has an empty line before it, it is so for another first one too. */
function spaceOut(items: readonly (Node | null)[], spaced: boolean): void {
  if (!spaced) return;
  items.forEach((item, i) => {
    if (item) item.spaceBefore = i > 0;
  });
}

function laySeq(seq: YAMLSeq, have: readonly unknown[], ideal: YAMLSeq, want: readonly unknown[]): void {
  giveFirstItsComment(seq);
  const old = seq.items.map(nodeOf);
  const spaced = old.length > 1 && old.every((item, i) => Boolean(item?.spaceBefore) === i > 0);
  const items = matchItems(have, want).map((j, i) =>
    j < 0 ? nodeOf(ideal.items[i]) : lay(old[j] ?? null, have[j], nodeOf(ideal.items[i]), want[i], true),
  );
  spaceOut(items, spaced);
  seq.items = items;
}

function layMap(map: YAMLMap, have: Part, ideal: YAMLMap, want: Part, isItem: boolean): void {
  // Over an item of a list the comment is the item's own.
  if (!map.flow && !isItem) giveFirstItsComment(map);
  map.items = map.items.filter((pair) => Object.hasOwn(want, keyOf(pair)));
  const there = new Map(map.items.map((pair) => [keyOf(pair), pair]));
  let before: Pair | undefined;
  for (const wanted of ideal.items) {
    const key = keyOf(wanted);
    const pair = there.get(key);
    if (pair) pair.value = lay(nodeOf(pair.value), have[key], nodeOf(wanted.value), want[key]);
    // What is left out says its default; it need not be said.
    else if (!sameValue(have[key], want[key])) {
      map.items.splice(before ? map.items.indexOf(before) + 1 : 0, 0, wanted);
      there.set(key, wanted);
    }
    before = there.get(key) ?? before;
  }
}

/** A scalar of another value in the other's manner of quoting. */
function inManner(fresh: Scalar, old: Scalar): void {
  if (typeof fresh.value !== "string" || typeof old.value !== "string") return;
  const isBlock = old.type === Scalar.BLOCK_LITERAL || old.type === Scalar.BLOCK_FOLDED;
  if (old.type && (!isBlock || fresh.value.includes("\n"))) fresh.type = old.type;
}

function lay(
  node: Node | null,
  have: unknown,
  ideal: Node | null,
  want: unknown,
  isItem = false,
): Node | null {
  if (node && sameValue(have, want)) return node;
  if (isMap(node) && isMap(ideal) && isPart(have) && isPart(want)) layMap(node, have, ideal, want, isItem);
  else if (
    isSeq(node) &&
    isSeq(ideal) &&
    Array.isArray(have) &&
    Array.isArray(want) &&
    Math.max(have.length, want.length) <= MOST_ITEMS
  )
    laySeq(node, have, ideal, want);
  else if (ideal) {
    if (isScalar(node) && isScalar(ideal)) inManner(ideal, node);
    if (isCollection(node) && isCollection(ideal) && node.flow) ideal.flow = true;
    if (node) {
      const { comment, commentBefore, spaceBefore } = node;
      Object.assign(ideal, { comment, commentBefore, spaceBefore });
    }
    return ideal;
  }
  return node;
}

/**
 * Changes `document`, whose value is `have`, so that it says `want`; parts come from `ideal`, which is used up.
 * What `document` leaves out of `have` stays left out while it is the same.
 */
export function layOver(document: Document, have: unknown, ideal: Document, want: unknown): void {
  document.contents = lay(
    nodeOf(document.contents),
    have,
    nodeOf(ideal.contents),
    want,
  ) as typeof document.contents;
}
