/** How a value is written. Imports nothing of ours but its words: datasets, tables, charts and exports share it. */
import { z } from "zod";
import { FORMAT_STYLES, LONGEST_AFFIX, MOST_DECIMALS, NUMBER_UNITS } from "@/lib/format/format-words";

/**
 * Numbers and dates as people read them. Percent values are in percentage points (50 is written 50 %).
 * `units`: `korean` groups by 만 / 억 (in English: K / M / B), `compact` shortens to one unit, `none` writes every digit.
 */
export const Format = z
  .object({
    style: z.enum(FORMAT_STYLES).default("number"),
    /** ISO 4217; KRW and JPY are written without decimals. Without one it is the workspace's. */
    currency: z.string().length(3).optional(),
    decimals: z.number().int().min(0).max(MOST_DECIMALS).optional(),
    units: z.enum(NUMBER_UNITS).optional(),
    prefix: z.string().max(LONGEST_AFFIX).optional(),
    suffix: z.string().max(LONGEST_AFFIX).optional(),
  })
  .strict();
export type Format = z.infer<typeof Format>;

/** Longer than any text that is read on a dashboard. */
const text = z.string().min(1).max(50_000);

/** Text in both languages, or one text for both. */
export const LocalText = z.union([text, z.object({ en: text, ko: text }).strict()]);
export type LocalText = z.infer<typeof LocalText>;

export type Locale = "en" | "ko";

/** The text in `locale`. */
export const localText = (text: LocalText, locale: Locale): string =>
  typeof text === "string" ? text : text[locale];
