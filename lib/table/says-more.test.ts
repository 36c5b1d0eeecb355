import { expect, it } from "vitest";
import { saysMore } from "@/lib/table/says-more";

it.each([
  ["1,234 원", "1,234", false],
  ["1,234 $", "$1,234", false],
  ["31.1%", "31.1", false],
  ["31.123%", "31.1", true],
  ["1,203,470,000 원", "12억 347만", true],
  ["−15 원", "15", true],
  ["값 없음", "–", true],
  ["이 값을 볼 권한이 없습니다", "권한 없음", true],
  ["2026. 11. 1.에서 2026. 11. 28.까지", "", true],
  ["닥터트루", "닥터트루", false],
  ["", "닥터트루", false],
])("the title %j over %j tells more: %j", (title, text, more) => {
  expect(saysMore(title, text)).toBe(more);
});
