import type { HeaderReader } from "@/lib/http/header-reader";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True for a request that changes something and says it comes from another site. A missing `Origin` is not foreign:
 * scripts send none, and browsers always do.
 * @param siteUrl the origin people type; the `Host` asked for counts as ours too
 */
export function isForeignOrigin(method: string, headers: HeaderReader, siteUrl: string): boolean {
  if (SAFE.has(method.toUpperCase())) return false;
  const origin = headers.get("origin");
  if (origin === null) return false;
  if (origin === siteUrl) return false;
  if (!URL.canParse(origin)) return true;
  const { host, protocol } = new URL(origin);
  if (protocol !== "http:" && protocol !== "https:") return true;
  return host !== headers.get("host")?.toLowerCase();
}
