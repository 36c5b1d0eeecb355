import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

export interface ControlButtonProps extends ComponentProps<"button"> {
  icon?: ReactNode;
  /** Muted, before the value. */
  name?: string;
  /** Muted, behind it. */
  note?: string;
}

/** A control's closed face: `Channel  all 5 ⌄`. */
export function ControlButton({ icon, name, note, className, children, ...props }: ControlButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        buttonVariants(),
        "max-w-full justify-start font-normal data-[state=open]:bg-hover",
        className,
      )}
    >
      {icon}
      {name ? <span className="text-ink-2">{name}</span> : null}{" "}
      <span className="truncate font-medium">{children}</span>{" "}
      {note ? <span className="truncate text-ink-2">{note}</span> : null}
      <ChevronDown aria-hidden className="ml-auto text-ink-2" />
    </button>
  );
}
