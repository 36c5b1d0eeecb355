import fc from "fast-check";
import { expect, test } from "vitest";
import { compress, decompress } from "@/lib/cache/compress";

test("any text comes back, short or long", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: 1, max: 3000 }),
      async (text, times) => {
        const long = text.repeat(times);
        expect(await decompress(await compress(long))).toBe(long);
      },
    ),
    { numRuns: 50 },
  );
});

test("long text takes less room, short text no more than a byte", async () => {
  expect((await compress("매출".repeat(50_000))).length).toBeLessThan(5000);
  expect((await compress("abc")).length).toBe(4);
});

test.each([[[]], [[9, 1, 2]], [[1, 2, 3, 4]]])("bytes of others are refused: %j", async (bytes) => {
  await expect(decompress(Uint8Array.from(bytes))).rejects.toBeDefined();
});
