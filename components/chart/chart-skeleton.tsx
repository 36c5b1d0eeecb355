import { Skeleton } from "@/components/ui/skeleton";

/** Heights in percent: uneven, as days are. */
const BARS = [52, 44, 38, 60, 64, 62, 54, 68, 49, 46, 58, 70, 56, 61];

/** The axes of the chart that comes; unseen for the first 150 ms. @param props.height of the widget's body in px. */
export function ChartSkeleton({ height }: { height: number }) {
  return (
    <div aria-hidden className="relative animate-late" style={{ height: Math.max(120, height) }}>
      <div className="absolute inset-0 mb-6 ml-12">
        {[0, 25, 50, 75, 100].map((top) => (
          <div key={top} className="absolute inset-x-0 border-grid border-t" style={{ top: `${top}%` }}>
            <Skeleton className="-left-12 -translate-y-1/2 absolute w-8" />
          </div>
        ))}
        <div className="absolute inset-0 flex items-end justify-around">
          {BARS.map((bar) => (
            <div key={bar} className="w-[4%] bg-sunken" style={{ height: `${bar}%` }} />
          ))}
        </div>
      </div>
    </div>
  );
}
