/** How far a value has come towards a target. Pure. */
import type { Cell } from "@/lib/query/result";
import { asNumber } from "@/lib/table/compare-values";

export interface Progress {
  /** Of the target, 1 when it is reached; negative below zero. */
  share: number;
  /** What is filled of the lane, 0–1. */
  fill: number;
  /** Where the target stands in the lane: at its end, or before it once the value is beyond. */
  target: number;
}

/** Null where there is nothing to hold against each other: no value, no target, or one that is not above zero. */
export function progressOf(value: Cell | undefined, target: Cell | undefined): Progress | null {
  const [reached, wanted] = [value, target].map((cell) =>
    typeof cell === "boolean" ? null : asNumber(cell),
  );
  if (reached === null || reached === undefined || wanted === null || wanted === undefined || wanted <= 0)
    return null;
  const share = reached / wanted;
  if (!Number.isFinite(share)) return null;
  return { share, fill: Math.min(1, Math.max(0, share)), target: share > 1 ? 1 / share : 1 };
}
