import { expect, it } from "vitest";
import { matchesSearch } from "@/lib/i18n/matches-search";

it.each([
  ["브랜드 성과", "", true],
  ["브랜드 성과", "성과 브랜드", true],
  ["브랜드 성과", "ㅂㄹㄷ", true],
  ["브랜드 성과", "ㅅㄱ", true],
  ["브랜드 성과", "ㅅㅂ", false],
  ["브랜드 성과", "브래", false],
  ["Brand performance", "PERF", true],
  ["카페".normalize("NFD"), "카페", true],
  ["쿠팡 로켓그로스", "쿠팡 네이버", false],
])("%s, searched for “%s”: %s", (text, search, expected) => {
  expect(matchesSearch(text, search)).toBe(expected);
});
