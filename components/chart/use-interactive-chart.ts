import { type ComponentType, type RefObject, useEffect, useState } from "react";
import type { ChartProps } from "@/components/chart/chart";

/** The interactive plot's component, fetched once `box` is in view; null until then. */
export function useInteractiveChart(box: RefObject<Element | null>): ComponentType<ChartProps> | null {
  const [Interactive, setInteractive] = useState<ComponentType<ChartProps> | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      import("@/components/chart/chart").then(
        (module) => setInteractive(() => module.default),
        // The server's drawing stays: only the legend's switches are lost, and the next page load tries again.
        (error: unknown) => console.error("The interactive chart did not load.", error),
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return Interactive;
}
