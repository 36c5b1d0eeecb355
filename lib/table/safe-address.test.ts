import { describe, expect, it } from "vitest";
import { fillAddress, imageAddress, linkAddress } from "@/lib/table/safe-address";

/** What no cell may lead to, nor load: whatever it looks like, it stays text. */
const HOSTILE = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "javascript&colon;alert(1)",
  "javascript://example.com/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:image/svg+xml,<svg onload=alert(1)>",
  "vbscript:msgbox(1)",
  "blob:https://example.com/1",
  "file:///etc/passwd",
  "ftp://example.com/",
  "view-source:https://example.com",
  "about:blank",
  "//evil.example/x",
  "/\\evil.example/x",
  "\\\\evil.example\\x",
  "https:evil.example",
  "https:/\\evil.example",
  "https://bank.example@evil.example/",
  "https://user:secret@evil.example/",
  "https://evil.example\u202e/moc.knab//:sptth",
  "https://exa\u200bmple.com/",
  "https://",
  "http://[::1",
  "mailto:",
  "mailto:a@b.example?bcc=all@corp.example",
  "mailto:a@b.example\r\nBcc: x@y.example",
  "example.com",
  "www.example.com",
  "",
  `https://example.com/${"a".repeat(2000)}`,
  null,
  42,
  true,
];

describe("linkAddress", () => {
  it.each(HOSTILE)("leaves %j as text", (value) => {
    expect(linkAddress(value)).toBeNull();
  });

  it.each([
    ["https://example.com/a?b=1#c", "https://example.com/a?b=1#c"],
    ["HTTP://Example.com", "http://example.com/"],
    [" https://example.com/닥터 ", "https://example.com/%EB%8B%A5%ED%84%B0"],
    ["mailto:someone@example.com", "mailto:someone@example.com"],
  ])("takes %j", (value, address) => {
    expect(linkAddress(value)).toBe(address);
  });

  it("takes no path: of a value nobody knows whose page it is", () => {
    expect(linkAddress("/d/brand-performance")).toBeNull();
  });
});

describe("imageAddress", () => {
  it.each([...HOSTILE, "http://example.com/a.png", "mailto:a@b.example"])("leaves %j as text", (value) => {
    expect(imageAddress(value)).toBeNull();
  });

  it("takes https, and paths of this site", () => {
    expect(imageAddress("https://cdn.example.com/a.png")).toBe("https://cdn.example.com/a.png");
    expect(imageAddress("/brand/logo")).toBe("/brand/logo");
  });
});

describe("fillAddress", () => {
  const row: Record<string, unknown> = {
    brand: "닥터 & 트루/1",
    sku: "../..//evil.example",
    up: "..",
    here: ".",
    none: null,
    half: "\ud800",
  };
  const fill = (template: string) => fillAddress(template, (name) => row[name]);

  it("keeps values in their places", () => {
    expect(fill("/d/product?f.brand={brand}")).toBe(
      `/d/product?f.brand=${encodeURIComponent("닥터 & 트루/1")}`,
    );
    expect(fill("https://shop.example/{sku}")).toBe("https://shop.example/..%2F..%2F%2Fevil.example");
    expect(fill("https://shop.example/{half}")).toBe("https://shop.example/%EF%BF%BD");
  });

  it("leads nowhere without a value, and nowhere else than to the web", () => {
    expect(fill("/d/{none}")).toBeNull();
    expect(fill("https://shop.example/brands/{up}/{sku}")).toBeNull();
    expect(fill("/d/{here}")).toBeNull();
    expect(fill("/d/{unknown}")).toBeNull();
    expect(fill("javascript:{brand}")).toBeNull();
    expect(fill("//evil.example/{brand}")).toBeNull();
    expect(fill("https://me@evil.example/{brand}")).toBeNull();
  });
});
