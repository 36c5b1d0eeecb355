/** Where a cell may lead, and where its picture may come from. Pure. */

const MOST = 2000;
/** Controls, spaces and backslashes: browsers drop or turn them, so that what is read is not what is opened. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ODD = /[\u0000-\u0020\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]/;

/** The address as browsers read it; null where it has a user before its host, which hides where it leads. */
function webAddress(text: string, protocols: readonly string[]): string | null {
  if (text.length > MOST || ODD.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!protocols.includes(url.protocol) || url.hostname === "") return null;
  return url.username === "" && url.password === "" ? url.href : null;
}

/** A path of this site. */
export const isOwnPath = (text: string): boolean =>
  text.length <= MOST && text.startsWith("/") && !text.startsWith("//") && !ODD.test(text);

/** A value that is an address: http, https or mailto, written out. Null for everything else, which stays plain text. */
export function linkAddress(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^https?:\/\//i.test(text)) return webAddress(text, ["http:", "https:"]);
  return /^mailto:[^@?#/:]+@[^@?#/:]+$/i.test(text) && text.length <= MOST && !ODD.test(text) ? text : null;
}

/** A value that is a picture's address: https, or a path of this site. Null for everything else. */
export function imageAddress(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (isOwnPath(text)) return text;
  return /^https:\/\//i.test(text) ? webAddress(text, ["https:"]) : null;
}

const PLACE = /\{(\w+)\}/g;

/**
 * A template with the row's values put in, percent-encoded: they can't leave their place in it. Null where one is missing or
 * nothing but dots, and where what comes out is no address of the web or of this site.
 */
export function fillAddress(template: string, at: (name: string) => unknown): string | null {
  let complete = true;
  const address = template.replace(PLACE, (_, name: string) => {
    const value = at(name);
    // As a part of a path these would lead above their place.
    if (value === null || value === undefined || /^\.{1,2}$/.test(String(value))) complete = false;
    // Halves of characters can't be encoded.
    return complete ? encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, "\ufffd")) : "";
  });
  if (!complete) return null;
  return isOwnPath(address) ? address : webAddress(address, ["http:", "https:"]);
}
