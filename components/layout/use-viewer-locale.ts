import { useLocale } from "next-intl";
import type { Locale } from "@/lib/format/format";

/** The reader's language, as numbers and days are written in it. */
export const useViewerLocale = (): Locale => (useLocale() === "en" ? "en" : "ko");
