import { Skeleton } from "@/components/ui/skeleton";

const ROWS = [64, 44, 56, 72, 48, 60, 40, 68, 52, 58];

/** Header and row lines of the table that comes; unseen for the first 150 ms. @param props.columns how many it shows */
export function TableSkeleton({ columns }: { columns: number }) {
  const cells = Array.from({ length: Math.min(Math.max(columns, 2), 9) }, (_, i) => `c${i}`);
  return (
    <div aria-hidden className="h-full animate-late overflow-hidden">
      <div className="h-8 border-line border-y bg-sunken" />
      {ROWS.map((width) => (
        <div key={width} className="flex h-8 items-center gap-6 border-line border-b px-3">
          {cells.map((cell, i) => (
            <div key={cell} className="flex flex-1" style={{ justifyContent: i === 0 ? "start" : "end" }}>
              <Skeleton style={{ width: `${i === 0 ? width : width * 0.7}%` }} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
