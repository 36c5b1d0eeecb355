/**
 * Formats as addresses say them, in the browser. What packs and checks them comes when somebody is to change formats, or Back leads
 * to an address the server has not read; what is known is read and written without it.
 */
import type { ConditionalFormat } from "@/lib/table/format-rule";

export type KnownTexts = Readonly<Record<string, ConditionalFormat[] | null>>;

type Coder = typeof import("@/lib/table/format-param");

let coder: Coder | null = null;
const listeners = new Set<() => void>();

/** @throws when it can't be fetched */
export async function loadFormatCoder(): Promise<void> {
  const loaded = await import("@/lib/table/format-param");
  if (coder) return;
  coder = loaded;
  for (const listener of listeners) listener();
}

export const subscribeCoder = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const coderNow = (): Coder | null => coder;
export const noCoder = (): null => null;

/** @param known what the server read of the address, by its text */
export function formatTexts(known: KnownTexts, by: Coder | null) {
  return {
    /** Undefined while it can't be told: it is fetched, and then everything is read again. */
    readFormats: (text: string): ConditionalFormat[] | null | undefined => {
      if (Object.hasOwn(known, text)) return known[text];
      if (by) return by.readFormats(text);
      // Asked again by the next change; the address keeps what it says.
      if (typeof window !== "undefined") loadFormatCoder().catch(() => {});
      return undefined;
    },
    writeFormats: (formats: readonly ConditionalFormat[]): string => {
      const json = JSON.stringify(formats);
      const same = Object.entries(known).find(([, read]) => JSON.stringify(read) === json);
      return same ? same[0] : by ? by.writeFormats(formats) : json;
    },
  };
}
