import { nearestNames } from "@/lib/query/nearest-names";

/** A fault of a dataset that its schema cannot see, with what to do about it. */
export interface DatasetFault {
  path: (string | number)[];
  message: string;
}

/** Says that nothing has this name, and what may have been meant. */
export function missing(kind: string, name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known).map((candidate) => `“${candidate}”`);
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : `known: ${known.join(", ")}`;
  return `no ${kind} is called “${name}”; ${hint}`;
}
