/** The oracle over a handful of rows, for examples that a person can compute. */
import { parseInput } from "@/lib/parse-input";
import { Query, type QueryInput } from "@/lib/query/query";
import type { HostileRow } from "@/lib/query/testing/hostile-dataset";
import { hostileProducts } from "@/lib/query/testing/hostile-lookup";
import { answer } from "@/lib/query/testing/oracle";
import { testViewer } from "@/lib/query/testing/test-viewer";

const TEXTS = ["", "a", "b", "c", "d", "hard", "soft", "x", "y", "•••"];

/** Null in all that is not named. */
export const row = (changes: Partial<HostileRow>): HostileRow => ({
  brand: null,
  product: null,
  channel: null,
  active: null,
  size: null,
  day: null,
  at: null,
  qty: null,
  amount: null,
  huge: null,
  ...changes,
});

export const sale = (
  brand: string | null,
  channel: string | null,
  amount: number | null,
  qty: number | null,
) => row({ brand, channel, amount: amount === null ? null : BigInt(Math.round(amount * 10_000)), qty });

/** It is 20 January 2026, noon in Seoul; the workspace's fiscal years begin in April. */
export const askOracle = (
  input: Omit<QueryInput, "dataset">,
  rows: HostileRow[],
  viewer = testViewer({ role: "admin" }),
) =>
  answer(
    parseInput(Query, { dataset: "hostile", ...input }),
    {
      rows,
      products: hostileProducts(),
      rank: (text) => TEXTS.indexOf(text),
      now: new Date("2026-01-20T03:00:00Z"),
      fiscalYearStart: 4,
    },
    viewer,
  );
