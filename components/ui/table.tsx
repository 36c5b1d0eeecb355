import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A plain table in a frame that scrolls sideways by itself; for lists of things, not for query results. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      // Positioned, or what is hidden from sight inside it would widen the page on phones.
      className="relative overflow-x-auto rounded-3 border border-line bg-surface"
    >
      <table className={cn("w-full border-collapse text-12", className)} {...props} />
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-line-2 border-b bg-sunken text-ink-2", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("border-line border-b last:border-b-0", className)} {...props} />;
}

export function TableHeaderCell({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn("h-8 whitespace-nowrap px-3 text-left font-medium", className)}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("h-9 whitespace-nowrap px-3", className)} {...props} />;
}
