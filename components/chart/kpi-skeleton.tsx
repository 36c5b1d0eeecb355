import type { CSSProperties } from "react";
import { kpiColumns } from "@/components/chart/kpi-strip";
import { Skeleton } from "@/components/ui/skeleton";

/** The cells of the strip that comes; unseen for the first 150 ms. @param props.count how many measures it has. */
export function KpiSkeleton({ count }: { count: number }) {
  return (
    <div aria-hidden className="@container/strip h-full overflow-hidden">
      <div
        className="-mt-px -ml-px grid min-h-full @min-[640px]/strip:grid-cols-[repeat(var(--columns),minmax(0,1fr))] grid-cols-2"
        style={{ "--columns": kpiColumns(count) } as CSSProperties}
      >
        {Array.from({ length: count }, (_, i) => `cell ${i}`).map((key) => (
          <div key={key} className="border-line border-t border-l px-4 py-3">
            <Skeleton className="w-12" />
            <Skeleton className="mt-3 h-5 w-32" />
            <Skeleton className="mt-3 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
