"use client";

import { FilterX } from "lucide-react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";

/** A quiet mark on a widget that some of the dashboard's filters do not reach; what it means on hover, focus and press. */
export function NotFiltered({ text }: { text: string }) {
  return (
    <>
      <Popover>
        <Tooltip content={text}>
          <PopoverTrigger
            aria-label={text}
            className="relative inline-flex size-5 shrink-0 items-center justify-center rounded-tag text-ink-3 before:absolute before:-inset-1 before:content-[''] hover:bg-hover hover:text-ink-2 print:hidden pointer-coarse:before:-inset-3"
          >
            <FilterX aria-hidden className="size-3.5" />
          </PopoverTrigger>
        </Tooltip>
        <PopoverContent aria-label={text} className="w-auto max-w-72 px-2 py-1.5 text-12">
          {text}
        </PopoverContent>
      </Popover>
      <span aria-hidden className="hidden text-11 text-ink-2 print:inline">
        {text}
      </span>
    </>
  );
}
