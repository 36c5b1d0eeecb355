import { cn } from "@/components/ui/cn";
import type { LayoutPreview as Preview } from "@/lib/dashboards/templates/preview";

/** A window's part of a page: what is further down is cut. */
const ASPECT = 0.66;
/** Between what touches, px of the dashboard. */
const INSET = 8;

const FILLS: Record<Preview["boxes"][number]["type"], string> = {
  kpi: "fill-accent-line",
  chart: "fill-accent opacity-60",
  table: "fill-line-ctl opacity-70",
  text: "fill-line-2",
  section: "fill-line-2",
};

/** A small map of a dashboard: where its widgets lie, coloured by kind. For the eye alone. */
export function LayoutPreview({ preview, className }: { preview: Preview; className?: string }) {
  const { width, boxes } = preview;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${width * ASPECT}`}
      className={cn("block overflow-hidden rounded-tag border border-line bg-sunken", className)}
    >
      {boxes.map(({ type, x, y, w, h }) => (
        <rect
          key={`${x} ${y} ${type} ${w} ${h}`}
          x={x + INSET * 2}
          y={y + INSET * 2}
          width={Math.max(1, w - INSET * 4)}
          height={Math.max(1, h - INSET)}
          rx={12}
          className={FILLS[type]}
        />
      ))}
    </svg>
  );
}
