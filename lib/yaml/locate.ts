/** Where in a YAML text something stands. Pure. */
import { isNode, LineCounter, parseDocument } from "yaml";

export interface TextPlace {
  /** Characters, from 0. */
  from: number;
  to: number;
  /** From 1. */
  line: number;
}

/** The steps of a path as fields' issues write it: `widgets.2.title`. */
const stepsOf = (path: string): (string | number)[] =>
  path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** The path a fault is about: of keys that don't belong somewhere the first of them, not all that they stand in. */
export function faultPath({
  path,
  key,
  values,
}: {
  path: string;
  key: string;
  values?: Record<string, unknown>;
}): string {
  const [surplus] = key === "unknownKeys" && typeof values?.keys === "string" ? values.keys.split(", ") : [];
  return surplus === undefined ? path : path === "" ? surplus : `${path}.${surplus}`;
}

/**
 * Finds the value at a path, or the nearest thing around it: what is missing has no place, its parent's tells where to add it.
 * @returns null where nothing around it can be read
 */
export function locateIn(text: string): (path: string) => TextPlace | null {
  const lineCounter = new LineCounter();
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" });
  } catch (error) {
    if (error instanceof RangeError) return () => null;
    throw error;
  }
  return (path) => {
    const steps = stepsOf(path);
    for (let length = steps.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(steps.slice(0, length), true);
      if (!isNode(node) || !node.range) continue;
      const [from, to] = node.range;
      return { from, to, line: lineCounter.linePos(from).line };
    }
    return null;
  };
}
