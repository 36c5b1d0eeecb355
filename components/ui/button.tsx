import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Slot } from "@/components/ui/slot";

export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-2 border font-medium transition-colors disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-4 aria-disabled:cursor-not-allowed [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover",
        secondary: "border-line-2 bg-surface text-ink hover:bg-hover active:bg-press",
        ghost:
          "border-transparent bg-transparent text-ink hover:bg-hover active:bg-press disabled:border-transparent disabled:bg-transparent",
        danger: "border-line-2 bg-surface text-neg hover:border-neg-line hover:bg-neg-soft",
        /** Something that is on: an open panel, an active filter. */
        active: "border-accent-line bg-accent-soft text-accent hover:border-accent",
        link: "border-transparent text-accent underline-offset-2 hover:underline disabled:border-transparent disabled:bg-transparent",
      },
      size: {
        md: "h-7 px-2.5 text-12 pointer-coarse:h-11 pointer-coarse:px-4",
        sm: "h-6 px-2 text-12 pointer-coarse:h-11 pointer-coarse:px-3",
        lg: "h-9 px-4 text-13 pointer-coarse:h-11",
        icon: "size-7 [&_svg]:size-4 pointer-coarse:size-11",
        "icon-sm": "size-6 pointer-coarse:size-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Renders the only child (a link, say) with the button's looks. */
  asChild?: boolean;
  /** Work is under way: announced, and further presses do nothing. The width stays. */
  busy?: boolean;
}

/** A button; `type="button"` unless it says otherwise. Icon sizes need an `aria-label`. */
export function Button({ className, variant, size, asChild = false, busy = false, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), busy && "cursor-progress opacity-75", className);
  if (asChild) return <Slot className={classes} {...props} />;
  return (
    <button
      type="button"
      {...props}
      className={classes}
      {...(busy
        ? { "aria-busy": true, "aria-disabled": true, onClick: (event) => event.preventDefault() }
        : {})}
    />
  );
}
