import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface ChipProps extends ComponentProps<"span"> {
  /** Muted, before the value: which field it is about. */
  name?: ReactNode;
  onRemove?: () => void;
  /** What the cross says to a screen reader; needed with `onRemove`. */
  removeLabel?: string;
}

/** A condition in force: `Channel naver ×`. */
export function Chip({ name, onRemove, removeLabel, className, children, ...props }: ChipProps) {
  return (
    <span
      className={cn(
        "inline-flex h-7 max-w-full items-center gap-1.5 rounded-2 border border-line-2 bg-surface px-2 text-12 pointer-coarse:h-11",
        className,
      )}
      {...props}
    >
      {name ? <span className="text-ink-2">{name}</span> : null}
      <span className="truncate font-medium">{children}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="-mr-1 inline-flex size-5 items-center justify-center rounded-tag text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-9"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}
