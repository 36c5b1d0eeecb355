import { describe, expect, it } from "vitest";
import {
  markMatch,
  type SearchGroup,
  type SearchItem,
  searchGroups,
} from "@/components/commands/search-groups";

const many = Array.from({ length: 30 }, (_, i) => ({ id: `d${i}`, label: `대시보드 ${i}` }));
const groups: SearchGroup<SearchItem>[] = [
  { name: "recent", items: [{ id: "b", label: "브랜드 성과", note: "김서연" }] },
  { name: "dashboards", items: many },
  { name: "users", items: [{ id: "u", label: "박지민", note: "jimin@lookflex.example" }] },
  { name: "commands", items: [{ id: "c", label: "로그아웃", words: "sign out" }] },
];
const shown = (search: string) =>
  searchGroups(groups, search).map(({ name, items }) => [name, items.length] as const);

describe("what the command menu shows", () => {
  it("before typing: recent ones, some dashboards, commands, nobody", () => {
    expect(shown(" ")).toEqual([
      ["recent", 1],
      ["dashboards", 6],
      ["commands", 1],
    ]);
  });

  it("finds by first consonants, notes and unseen words", () => {
    expect(shown("ㅂㄹㄷ")).toEqual([["recent", 1]]);
    expect(shown("서연")).toEqual([["recent", 1]]);
    expect(shown("jimin")).toEqual([["users", 1]]);
    expect(shown("sign")).toEqual([["commands", 1]]);
    expect(shown("대시")).toEqual([["dashboards", 20]]);
    expect(shown("nothing like it")).toEqual([]);
  });

  it("lists what is found by its label before what is found by unseen words", () => {
    const items = [
      { id: "a", label: "상품 성과", words: "브랜드" },
      { id: "b", label: "브랜드 성과", words: "brand" },
    ];
    const [group] = searchGroups([{ name: "dashboards", items }], "브랜드");
    expect(group?.items.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("sets off what was typed", () => {
    expect(markMatch("브랜드 성과", "랜드")).toEqual(["브", "랜드", " 성과"]);
    expect(markMatch("Sign out", "SIGN")).toEqual(["", "Sign", " out"]);
    expect(markMatch("브랜드", "ㅂㄹ")).toEqual(["브랜드", "", ""]);
    expect(markMatch("브랜드", "")).toEqual(["브랜드", "", ""]);
  });
});
