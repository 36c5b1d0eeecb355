import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A grey bar where something will be; unseen for the first 150 ms. Give it the size of what comes. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span aria-hidden className={cn("block h-2 animate-late rounded-1 bg-line-2/60", className)} {...props} />
  );
}
