import { describe, expect, it } from "vitest";
import { attributeSources } from "@/components/admin/attribute-sources";
import { mergeAttributes } from "@/lib/access/merge-attributes";

type Attributes = Record<string, string[]>;
const own: Attributes = { brand: ["닥터트루"], team: [] };
const groups: { name: string; attributes: Attributes }[] = [
  { name: "Seoul", attributes: { region: ["서울"], brand: ["닥터트루", "르솔"] } },
  { name: "Brands", attributes: { brand: ["르솔"], team: [] } },
];

describe("attributeSources", () => {
  it("says of each value who gives it", () => {
    expect(attributeSources(own, groups)).toEqual([
      { name: "brand", value: "닥터트루", own: true, groups: ["Seoul"] },
      { name: "brand", value: "르솔", own: false, groups: ["Seoul", "Brands"] },
      { name: "team", value: null, own: true, groups: ["Brands"] },
      { name: "region", value: "서울", own: false, groups: ["Seoul"] },
    ]);
  });

  it("leaves a name without values out where somebody gives it some", () => {
    expect(attributeSources({ brand: [] }, groups).filter(({ name }) => name === "brand")).toEqual([
      { name: "brand", value: "닥터트루", own: false, groups: ["Seoul"] },
      { name: "brand", value: "르솔", own: false, groups: ["Seoul", "Brands"] },
    ]);
  });

  it("names what a viewer carries, no more and no less", () => {
    const told: Record<string, string[]> = {};
    for (const { name, value } of attributeSources(own, groups))
      told[name] = [...(told[name] ?? []), ...(value === null ? [] : [value])];
    expect(told).toEqual(mergeAttributes([own, ...groups.map(({ attributes }) => attributes)]));
  });
});
