import { type ClassValue, clsx } from "clsx";
import { mergeClasses } from "@/components/ui/merge-classes";

/** Class names, the later one winning where two set the same thing. */
export const cn = (...classes: ClassValue[]): string => mergeClasses(clsx(classes));
