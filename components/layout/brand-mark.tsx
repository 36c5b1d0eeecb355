import { cn } from "@/components/ui/cn";

/** The mark: three bars of a sorted table. */
export function BrandMark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={cn("size-5 shrink-0", className)}>
      <rect width="20" height="20" rx="4.5" className="fill-accent" />
      <g className="fill-on-accent">
        <rect x="4" y="4.75" width="12" height="2.75" rx="0.5" />
        <rect x="7.5" y="8.75" width="8.5" height="2.75" rx="0.5" />
        <rect x="11" y="12.75" width="5" height="2.75" rx="0.5" />
      </g>
    </svg>
  );
}

/** The mark and the name. */
export function Brand({ large = false }: { large?: boolean }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold", large ? "text-15" : "text-13")}>
      <BrandMark className={large ? "size-6" : undefined} />
      LookFlex
    </span>
  );
}
