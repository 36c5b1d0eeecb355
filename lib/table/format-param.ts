/** Formats as a URL value: the JSON itself while it is short, packed (`~…`) when it is not. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { type ConditionalFormat, ConditionalFormats } from "@/lib/table/format-rule";

/** Longer JSON is packed: nobody edits that in an address bar. */
const PLAIN = 600;
/** Servers take some 8 KB of address; the rest of it has its part too. */
export const LONGEST_PARAM = 5000;
/** What a packed value may unfold to. */
const UNFOLDED = 400_000;

const toBase64 = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const fromBase64 = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

/** The formats as they stand in the URL. */
export function writeFormats(formats: readonly ConditionalFormat[]): string {
  const json = JSON.stringify(formats);
  if (json.length <= PLAIN) return json;
  return `~${toBase64(deflateSync(strToU8(json), { level: 9 }))}`;
}

/** Whether the address has room for them. */
export const fitsUrl = (formats: readonly ConditionalFormat[]): boolean =>
  writeFormats(formats).length <= LONGEST_PARAM;

function unpack(text: string): string {
  const out = new Uint8Array(UNFOLDED);
  return strFromU8(inflateSync(fromBase64(text.slice(1)), { out }));
}

/** Reads them back; null for what is no list of formats. */
export function readFormats(text: string): ConditionalFormat[] | null {
  try {
    const json: unknown = JSON.parse(text.startsWith("~") ? unpack(text) : text);
    return ConditionalFormats.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

/** What an address says of formats, read on the server: the browser has what packs them only once somebody changes them. */
export const formatTextsOf = (address: URLSearchParams): Record<string, ConditionalFormat[] | null> =>
  Object.fromEntries(
    [...address]
      .filter(([param]) => /^t\..+\.format$/.test(param))
      .map(([, text]) => [text, readFormats(text)]),
  );
