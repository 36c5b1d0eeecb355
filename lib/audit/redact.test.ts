import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "@/lib/audit/redact";

describe("redact", () => {
  it.each([
    "password",
    "newPassword",
    "current_password",
    "token",
    "csrfToken",
    "apiToken",
    "secret",
    "client_secret",
    "Authorization",
    "cookie",
    "Set-Cookie",
    "x-api-key",
    "apiKey",
    "credentials",
  ])("hides %s at any depth", (name) => {
    const hidden = redact({ [name]: "hunter2", deep: [{ [name]: { value: "hunter2" } }], kept: "yes" });
    expect(JSON.stringify(hidden)).not.toContain("hunter2");
    expect(hidden.kept).toBe("yes");
  });

  it("keeps what only counts secrets", () => {
    expect(redact({ tokens: 12, passwordChanged: true })).toEqual({ tokens: 12, passwordChanged: true });
  });

  it("leaves the original alone", () => {
    const body = { password: "hunter2" };
    redact(body);
    expect(body.password).toBe("hunter2");
  });

  it("bounds size, depth and what Postgres can't hold", () => {
    let deep: Record<string, unknown> = {};
    for (let i = 0; i < 100; i++) deep = { deep };
    const kept = redact({ long: "x".repeat(10_000), many: Array(10_000).fill(1), deep, nul: "a\0b\ud800" });
    expect(JSON.stringify(kept).length).toBeLessThan(4000);
    expect(kept.nul).toBe("ab\ufffd");
  });

  it("never cuts a character in half, which Postgres would refuse with the whole batch of entries", () => {
    const whole = (record: Record<string, unknown>) => {
      expect(JSON.stringify(redact(record))).not.toMatch(/\\u(?:d[89a-f]|0000)/i);
    };
    for (const length of [1998, 1999, 2000]) whole({ x: `${"a".repeat(length)}😀b` });
    whole({ [`${"a".repeat(199)}😀`]: 1 });
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ stringUnit: "binary" })),
        whole,
      ),
    );
  });
});
