import { expect, it } from "vitest";
import { pictureName } from "@/lib/chart/picture-name";

it.each([
  ["일별 매출", "일별 매출.png"],
  ["a/b\\c: <d>?", "a b c d.png"],
  ["../../etc/passwd", "etc passwd.png"],
  ["  ", "chart.png"],
  ["가".normalize("NFD"), "가.png"],
  ["가".repeat(200), `${"가".repeat(80)}.png`],
])("makes a file's name of %j", (title, name) => {
  expect(pictureName(title, "png")).toBe(name);
});
