import { describe, expect, it } from "vitest";
import { barFill, toCss } from "./format-css";

describe("toCss", () => {
  it("writes no CSS but checked colours", () => {
    expect(toCss({ backgroundColor: "red;background:url(//x)", color: "url(//x)" })).toEqual({});
    expect(toCss({ fontWeight: "bold" })).toEqual({ fontWeight: 600 });
    expect(barFill({ color: "url(//x)" })).toBe("var(--accent-line)");
  });

  it("gives hex colours a dark side and leaves tones to the theme", () => {
    expect(toCss({ backgroundColor: "#fee2e2", color: "#dc2626" }).backgroundColor).toMatch(
      /^light-dark\(#fee2e2, #[0-9a-f]{6}\)$/,
    );
    expect(toCss({ tone: "warning" })).toEqual({ backgroundColor: "var(--warn-soft)", color: "var(--warn)" });
  });
});
