/** Methods that some address of ours answers. */
export const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

const decodes = (text: string) => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * The status for a request that no handler can be asked to serve, or null. Next would fail on an undecodable path or an
 * unusual method as if the fault were ours, and repeat the host of an absolute target in a redirect.
 * @param target as the request line has it, query included
 */
export function unreadable(method: string, target: string): 400 | 405 | null {
  if (!METHODS.includes(method)) return 405;
  const [path = ""] = target.split("?", 1);
  return path.startsWith("/") && decodes(path) ? null : 400;
}
