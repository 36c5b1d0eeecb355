import type { ReactNode } from "react";
import { useId } from "react";
import { NotFiltered } from "@/components/dashboard/not-filtered";
import { cn } from "@/components/ui/cn";

export interface WidgetFrameProps {
  title: string;
  description?: string | undefined;
  /** The title is read out but takes no row: a KPI strip names each of its numbers. */
  bare?: boolean;
  /** What a bare frame draws in its corner, on hover and focus, always on touch. */
  menu?: ReactNode;
  /** Leaves room at the right of the title row, where the widget draws its own actions. */
  actions?: boolean;
  /** Which of the dashboard's filters do not hold for it, in words. */
  unfiltered?: string | undefined;
  children: ReactNode;
}

/** A widget's border, title row and body. Its place is reserved by the layout, whatever comes. */
export function WidgetFrame({
  title,
  description,
  bare = false,
  menu,
  actions = false,
  unfiltered,
  children,
}: WidgetFrameProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      data-print="frame"
      // A chart's tooltip may be higher than its widget: while it is shown, it lies over the neighbours.
      className="group/widget relative isolate flex h-full flex-col overflow-hidden rounded-3 border border-line bg-surface shadow-1 has-[[data-tooltip]]:z-10 has-[[data-tooltip]]:overflow-visible"
    >
      {bare ? (
        <>
          <h2 id={id} className="sr-only">
            {title}
          </h2>
          {unfiltered || menu ? (
            <div className="absolute top-0.5 right-0.5 z-10 flex items-start gap-1">
              {menu ? (
                <div className="print:hidden opacity-0 transition-opacity focus-within:opacity-100 group-hover/widget:opacity-100 has-[[data-state=open]]:opacity-100 pointer-coarse:opacity-100">
                  {menu}
                </div>
              ) : null}
              {unfiltered ? <NotFiltered text={unfiltered} /> : null}
            </div>
          ) : null}
        </>
      ) : (
        <div
          className={cn(
            "flex h-9 shrink-0 items-center gap-2 pl-3 pointer-coarse:h-11",
            actions ? "pr-56" : "pr-3",
          )}
        >
          <h2 id={id} title={title} className="truncate font-semibold text-13">
            {title}
          </h2>
          {description ? (
            <p
              title={description}
              className="min-w-0 flex-1 shrink-[9] truncate text-12 text-ink-3 @max-[719px]/canvas:hidden"
            >
              {description}
            </p>
          ) : null}
          {unfiltered ? <NotFiltered text={unfiltered} /> : null}
        </div>
      )}
      <div data-print="body" className="min-h-0 flex-1">
        {children}
      </div>
    </section>
  );
}
