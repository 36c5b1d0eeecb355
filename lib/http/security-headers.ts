/** What every answer says to browsers. Pure: the middleware and the server wrapper send it. */

/** Headers that are the same for every answer. @param siteUrl the origin people type; https turns HSTS on */
export function securityHeaders(siteUrl: string): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(siteUrl.startsWith("https://")
      ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }
      : {}),
  };
}

export interface PolicyOptions {
  /** Fresh for each answer; every script of it carries it. */
  nonce: string;
  siteUrl: string;
  /** React's development build rebuilds stacks with eval, and hot reload comes by WebSocket. */
  development: boolean;
  /** Hosts whose pictures cells may show. */
  imageHosts?: readonly string[];
}

/** The policy of pages. Styles are inline: ECharts' SVG carries `<style>`, which no nonce of ours can reach. */
export function pagePolicy({ nonce, siteUrl, development, imageHosts = [] }: PolicyOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    ["img-src 'self' data: blob:", ...imageHosts.map((host) => `https://${host}`)].join(" "),
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'self'",
    `form-action 'self' ${siteUrl}`,
    "frame-ancestors 'none'",
    ...(siteUrl.startsWith("https://") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** The policy of API answers: data, never a document. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
