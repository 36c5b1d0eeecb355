/** Where to go after signing in. Client-safe. */

/** Control characters, whitespace and the backslash (browsers read it as a slash): none belongs into a path of ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;

/** Decodes until nothing changes, so that `%252f%252f` is seen as what a lenient reader makes of it. Null when it can't be. */
function decodeFully(value: string): string | null {
  let current = value;
  for (let round = 0; round < 5; round++) {
    let next: string;
    try {
      next = decodeURIComponent(current);
    } catch {
      return null;
    }
    if (next === current) return current;
    current = next;
  }
  return null;
}

/**
 * A `?next=` as a path of our own, or `/` for anything else: other sites (`//evil`, `/\evil`, encoded or not), control
 * characters, the sign-in pages themselves, and addresses that answer no page.
 */
export function safeNext(value: string | string[] | null | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2000) return "/";
  if (FORBIDDEN.test(value)) return "/";
  const [path = ""] = value.split(/[?#]/, 1);
  const decoded = decodeFully(path);
  if (decoded === null || FORBIDDEN.test(decoded.replaceAll(" ", "")) || /^\/{2,}/.test(decoded)) return "/";
  if (!URL.canParse(value, "http://own.invalid")) return "/";
  const url = new URL(value, "http://own.invalid");
  if (url.host !== "own.invalid" || url.pathname.startsWith("//")) return "/";
  if (/^\/(login|invite|reset|setup|api|_next)(\/|$)/i.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page that leads back to `url` (a path with its query). */
export function loginPath(url: string): string {
  const [path = "/", query = ""] = url.split("?", 2);
  const search = new URLSearchParams(query);
  // Next's own mark on client navigations.
  search.delete("_rsc");
  const next = safeNext(search.size > 0 ? `${path}?${search}` : path);
  return next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}
