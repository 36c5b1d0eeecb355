import { describe, expect, it } from "vitest";
import { isForeignOrigin } from "@/lib/http/is-foreign-origin";

const site = "https://bi.example.com";
const ask = (origin: string | null, host = "bi.example.com", method = "POST") =>
  isForeignOrigin(method, new Headers({ host, ...(origin === null ? {} : { origin }) }), site);

describe("isForeignOrigin", () => {
  it.each([
    [null, false],
    ["https://bi.example.com", false],
    ["https://evil.example", true],
    ["https://bi.example.com.evil.example", true],
    ["https://evil.example/?https://bi.example.com", true],
    ["https://bi.example.com:8443", true],
    ["null", true],
    ["", true],
    ["file://bi.example.com", true],
  ])("origin %s: %s", (origin, foreign) => {
    expect(ask(origin)).toBe(foreign);
  });

  it("takes the host asked for as ours, port included", () => {
    expect(ask("http://127.0.0.1:3000", "127.0.0.1:3000")).toBe(false);
    expect(ask("http://127.0.0.1:3001", "127.0.0.1:3000")).toBe(true);
  });

  it.each(["PUT", "PATCH", "DELETE", "post"])("guards %s", (method) => {
    expect(ask("https://evil.example", undefined, method)).toBe(true);
  });

  it.each(["GET", "HEAD", "OPTIONS"])("lets %s read", (method) => {
    expect(ask("https://evil.example", undefined, method)).toBe(false);
  });
});
