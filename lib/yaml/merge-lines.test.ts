import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeLines } from "@/lib/yaml/merge-lines";

const lines = fc
  .array(fc.constantFrom("a", "b", "c", "", "  d"), { maxLength: 12 })
  .map((list) => list.join("\n"));

describe("mergeLines", () => {
  it("gives the other text where one is the base", () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(mergeLines(a, b, a)).toBe(b);
        expect(mergeLines(a, a, b)).toBe(b);
        expect(mergeLines(a, b, b)).toBe(b);
      }),
      { numRuns: 500 },
    );
  });

  it("holds both texts' changes where they lie apart, and theirs where they meet", () => {
    expect(mergeLines("a\nb\nc\nd\ne", "a\nB\nc\nd\ne", "a\nb\nc\nd\nE\nf")).toBe("a\nB\nc\nd\nE\nf");
    expect(mergeLines("a\nb\nc", "a\nB\nc", "a\nX\nY\nc")).toBe("a\nX\nY\nc");
    expect(mergeLines("a\n\nb\nc", "a\n\n\n\nb\nc", "a\n\nb\nC")).toBe("a\n\n\n\nb\nC");
  });

  it("keeps my manner of lines whose gist is the same", () => {
    const bare = (line: string) => line.replaceAll(" ", "");
    expect(mergeLines("a 1\nb 1\nc 1", "a  1\nb   1\nc    1", "a 1\nb 2\nc 1", bare)).toBe(
      "a  1\nb 2\nc    1",
    );
  });

  it("gives up on long texts without anything in common", () => {
    const long = (letter: string) => Array.from({ length: 4_000 }, (_, i) => letter + i).join("\n");
    expect(mergeLines(long("a"), long("b"), long("c"))).toBeNull();
  });
});
