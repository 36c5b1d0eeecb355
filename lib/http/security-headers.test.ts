import { describe, expect, it } from "vitest";
import { pagePolicy, securityHeaders } from "@/lib/http/security-headers";

const options = { nonce: "bm9uY2U=", siteUrl: "https://bi.example.com", development: false };

describe("securityHeaders", () => {
  it("asks for https only where the site has it", () => {
    expect(securityHeaders("https://bi.example.com")).toHaveProperty("Strict-Transport-Security");
    expect(securityHeaders("http://localhost:3000")).not.toHaveProperty("Strict-Transport-Security");
  });
});

describe("pagePolicy", () => {
  it("lets only scripts of this answer run", () => {
    const scripts = pagePolicy(options)
      .split("; ")
      .find((part) => part.startsWith("script-src"));
    expect(scripts).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  });

  it("allows eval in development alone", () => {
    expect(pagePolicy(options)).not.toContain("unsafe-eval");
    expect(pagePolicy({ ...options, development: true })).toContain("'unsafe-eval'");
  });

  it("takes pictures from this site, and from hosts that were named", () => {
    const images = (imageHosts?: string[]) =>
      pagePolicy({ ...options, ...(imageHosts ? { imageHosts } : {}) })
        .split("; ")
        .find((part) => part.startsWith("img-src"));
    expect(images()).toBe("img-src 'self' data: blob:");
    expect(images(["cdn.example.com", "*.example.net"])).toBe(
      "img-src 'self' data: blob: https://cdn.example.com https://*.example.net",
    );
  });

  it("upgrades requests only on https", () => {
    expect(pagePolicy(options)).toContain("upgrade-insecure-requests");
    expect(pagePolicy({ ...options, siteUrl: "http://localhost:3000" })).not.toContain("upgrade");
  });
});
