import { describe, expect, it } from "vitest";
import { loginPath, safeNext } from "@/lib/auth/safe-next";

describe("safeNext", () => {
  it.each([
    "/",
    "/d/brand-performance",
    "/d/brand-performance?from=now-28d&f.channel=naver&f.channel=%ED%95%9C%EA%B8%80",
    "/d/a%20b",
    "/d/a?next=//evil.example",
    "/loginhistory",
    "/d/x#y",
  ])("keeps %s", (path) => {
    expect(safeNext(path)).toBe(path);
  });

  it.each([
    undefined,
    null,
    "",
    ["/a", "/b"],
    "https://evil.example",
    "evil.example",
    "javascript:alert(1)",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "/%5cevil.example",
    "/%252fevil.example",
    "/%25255cevil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example",
    "/%0d%0aSet-Cookie:x",
    "/\u0000",
    " /d/x",
    "/ /evil.example",
    "/%",
    "/login",
    "/login?next=/",
    "/LOGIN",
    "/x/../login",
    "/api/v1/users",
    "/invite/abc",
    "/_next/static/x.js",
    `/${"a".repeat(3000)}`,
  ])("refuses %j", (value) => {
    expect(safeNext(value)).toBe("/");
  });

  it("always stays on our own site", () => {
    for (const prefix of ["/", "//", "/\\", "/%2f", "/%5c", "/.", "/..", "/;", "/@", "/:", "/?", "/#"])
      for (const rest of [
        "evil.example",
        "/evil.example",
        "\\evil.example",
        "%2fevil.example",
        "@evil.example",
      ])
        expect(new URL(safeNext(prefix + rest), "https://bi.example.com").host).toBe("bi.example.com");
  });
});

describe("loginPath", () => {
  it("leads back, without what the router added", () => {
    expect(loginPath("/d/x?from=now-7d&_rsc=abc")).toBe("/login?next=%2Fd%2Fx%3Ffrom%3Dnow-7d");
    expect(loginPath("/?_rsc=abc")).toBe("/login");
    expect(loginPath("//evil.example")).toBe("/login");
  });
});
