/**
 * A path as it may be logged and kept: no query, and the secret of a single-use link replaced.
 * @param url a request's target such as `/invite/abc?x=1`
 */
export function publicPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "/";
  return path.replace(/^\/(invite|reset|setup)\/[^/]+/, "/$1/…").slice(0, 500);
}
