/**
 * True for what Next throws to itself (redirect, forbidden, notFound, dynamic rendering): an edge must let it through.
 * Such signals carry a `digest`; nothing of ours does before React has seen it. (`unstable_rethrow` would do, but
 * `next/navigation` can't be loaded outside of Next's bundler, in tests say.)
 */
export const isNextSignal = (thrown: unknown): boolean =>
  thrown instanceof Error && "digest" in thrown && typeof thrown.digest === "string";
