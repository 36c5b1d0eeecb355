import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our sizes look like colours to tailwind-merge (`text-12`, `text-ink`) until it is told their names.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "15", "20", "24"],
      radius: ["1", "tag", "2", "3", "4"],
      shadow: ["1", "pop", "frozen"],
    },
  },
});

/** Class names, the later one winning where two set the same thing. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes));
