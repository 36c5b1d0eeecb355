import { describe, expect, it } from "vitest";
import { displayName } from "@/lib/display-name";
import { parseInput } from "@/lib/parse-input";

const Name = displayName(20);

describe("displayName", () => {
  it.each([
    ["  김 하나 ", "김 하나"],
    ["ᄀ".concat("ᅡ"), "가"],
    ["<script>alert(1)", "<script>alert(1)"],
    ["👩‍👧 Ann", "👩‍👧 Ann"],
    ["محمد", "محمد"],
    ["-", "-"],
  ])("takes %j as %j", (typed, kept) => {
    expect(Name.parse(typed)).toBe(kept);
  });

  it.each([
    ["", "tooShort"],
    ["   ", "tooShort"],
    ["a\u0007b", "badText"],
    ["\u200b\u200d", "nameInvisible"],
    ["\u3164\u3164", "nameInvisible"],
    ["\u2800", "nameInvisible"],
    ["admin\u202egnp.exe", "nameInvisible"],
    ["\u2066Ann", "nameInvisible"],
    ["x".repeat(21), "tooLong"],
  ])("refuses %j as %s", (typed, key) => {
    expect(() => parseInput(Name, typed)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ key })] }),
    );
  });
});
