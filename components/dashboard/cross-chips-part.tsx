"use client";

import dynamic from "next/dynamic";
import { useCrossFilters } from "@/components/dashboard/cross-filter";

const Chips = dynamic(() => import("@/components/dashboard/cross-chips").then((part) => part.CrossChips));
const Words = dynamic(() =>
  import("@/components/dashboard/cross-chips").then((part) => part.CrossStatusText),
);

const useChosen = () => (useCrossFilters()?.filters.length ?? 0) > 0;

/** What is chosen on the page's widgets; loaded once there is something. */
export function CrossChips(props: { className?: string }) {
  return useChosen() ? <Chips {...props} /> : null;
}

/** The same for those who hear the page. */
export function CrossStatus() {
  return (
    <p role="status" className="sr-only" data-cross-status>
      {useChosen() ? <Words /> : null}
    </p>
  );
}
