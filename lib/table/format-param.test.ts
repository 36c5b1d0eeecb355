import { describe, expect, it } from "vitest";
import { fitsUrl, readFormats, writeFormats } from "./format-param";
import type { ConditionalFormat } from "./format-rule";

const rules = (count: number): ConditionalFormat[] => [
  {
    column: "roi",
    rules: Array.from({ length: count }, (_, i) => ({
      condition: "lt",
      value: i * 7919,
      style: { backgroundColor: "#fee2e2", color: "#dc2626" },
    })),
  },
];

describe("formats in the address", () => {
  it("stand as they are while they are short, packed when long, and come back the same", () => {
    expect(writeFormats(rules(1))).toBe(JSON.stringify(rules(1)));
    const long = writeFormats(rules(50));
    expect(long).toMatch(/^~[\w-]+$/);
    expect(long.length).toBeLessThan(JSON.stringify(rules(50)).length / 4);
    expect(readFormats(writeFormats(rules(1)))).toEqual(rules(1));
    expect(readFormats(long)).toEqual(rules(50));
    expect(fitsUrl(rules(50))).toBe(true);
  });

  it.each(["", "~", "~!!", "~AAAA", "{}", '[{"column":"a"}]', "null"])("makes nothing of %j", (text) => {
    expect(readFormats(text)).toBeNull();
  });
});
