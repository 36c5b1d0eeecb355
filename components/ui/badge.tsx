import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const badgeVariants = cva(
  "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-tag px-1.5 font-medium text-11 [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-ink-2",
        accent: "bg-accent-soft text-accent",
        positive: "bg-pos-soft text-pos",
        warning: "bg-warn-soft text-warn",
        negative: "bg-neg-soft text-neg",
        outline: "border border-line-2 bg-surface text-ink-2",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** A short state or count. Colour is never all it says. */
export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}

const DOTS = {
  positive: "bg-pos",
  warning: "bg-warn",
  negative: "bg-neg",
  neutral: "bg-ink-4",
  accent: "border-[1.5px] border-accent bg-transparent",
} as const;

/** A dot before a word: ● Active. */
export function StatusDot({
  tone,
  className,
  children,
}: ComponentProps<"span"> & { tone: keyof typeof DOTS }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap align-middle", className)}>
      <span aria-hidden className={cn("size-1.5 shrink-0 rounded-full", DOTS[tone])} />
      {children}
    </span>
  );
}
