import { describe, expect, it } from "vitest";
import { resolveLocale } from "@/lib/i18n/locales";

describe("resolveLocale", () => {
  it.each([
    ["en", "ko-KR,ko;q=0.9", "ko", "en"],
    ["xx", "ko", "ko", "ko"],
    ["fr", "en-GB,en;q=0.8", "ko", "en"],
    [undefined, "fr-FR, ko;q=0.5, en;q=0.9", "ko", "en"],
    [undefined, "ko", "en", "ko"],
    [undefined, "en;q=0, ko;q=0.1", "en", "ko"],
    [undefined, "fr, de;q=0.9", "ko", "ko"],
    [undefined, ";;q=,,", "en", "en"],
    [undefined, null, "en", "en"],
  ] as const)("cookie %s, header %s, workspace %s: %s", (cookie, header, workspace, expected) => {
    expect(resolveLocale({ cookie, account: null, acceptLanguage: header, workspace })).toBe(expected);
  });

  it("follows the account on a browser that made no choice of its own", () => {
    const choices = { account: "en", acceptLanguage: "ko", workspace: "ko" } as const;
    expect(resolveLocale({ cookie: undefined, ...choices })).toBe("en");
    expect(resolveLocale({ cookie: "ko", ...choices })).toBe("ko");
  });
});
