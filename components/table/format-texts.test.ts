import { expect, it, vi } from "vitest";
import { coderNow, formatTexts, loadFormatCoder, subscribeCoder } from "@/components/table/format-texts";
import type { ConditionalFormat } from "@/lib/table/format-rule";

const rules = (count: number): ConditionalFormat[] => [
  {
    column: "roi",
    rules: Array.from({ length: count }, (_, i) => ({ condition: "lt", value: i, icon: "flag" })),
  },
];

it("reads and writes what the server has read, and says of anything else that it can't tell yet", () => {
  const { readFormats, writeFormats } = formatTexts({ "~known": rules(20), bad: null }, null);
  expect(readFormats("~known")).toEqual(rules(20));
  expect(readFormats("bad")).toBeNull();
  expect(readFormats("~other")).toBeUndefined();
  expect(readFormats("constructor")).toBeUndefined();
  expect(writeFormats(rules(20))).toBe("~known");
  expect(writeFormats(rules(30))).toBe(JSON.stringify(rules(30)));
});

it("tells once what reads all of them has come", async () => {
  const told = vi.fn();
  const stop = subscribeCoder(told);
  await Promise.all([loadFormatCoder(), loadFormatCoder()]);
  stop();
  expect(told).toHaveBeenCalledTimes(1);
  const { readFormats, writeFormats } = formatTexts({}, coderNow());
  const text = writeFormats(rules(30));
  expect(text).toMatch(/^~/);
  expect(readFormats(text)).toEqual(rules(30));
  expect(readFormats("[1")).toBeNull();
});
