import { expect, it } from "vitest";
import { formatBytes } from "@/lib/format/format-bytes";

it("writes sizes in the largest unit that fits", () => {
  const texts = [0, 640, 1023, 1024, 1536, 1024 * 1023.6, 12_900_000, 5 * 1024 ** 3, 3 * 1024 ** 5];
  expect(texts.map((bytes) => formatBytes(bytes, "en"))).toEqual([
    "0 B",
    "640 B",
    "1,023 B",
    "1 KB",
    "1.5 KB",
    "1.0 MB",
    "12.3 MB",
    "5 GB",
    "3,072 TB",
  ]);
});
