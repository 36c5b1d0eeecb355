import { expect, it } from "vitest";
import { initialsOf } from "@/components/layout/avatar";

it.each([
  ["김서연", "서연"],
  ["남궁민수", "민수"],
  ["이도", "이도"],
  ["Jane van Dyk", "JD"],
  ["auditor", "AU"],
  ["👩‍💻 dev", "👩D"],
  ["  ", ""],
])("%s → %s", (name, expected) => {
  expect(initialsOf(name)).toBe(expected);
});
