import { expect, it } from "vitest";
import { cellLink } from "@/lib/table/cell-link";
import type { DrawnColumn } from "@/lib/table/columns";
import { GRAND_LEVEL } from "@/lib/table/grid-line";

const column = (name: string, more: Partial<DrawnColumn> = {}) => ({
  name,
  column: { name, label: name, kind: "dimension", type: "string", ...more } as DrawnColumn,
});

it("goes to the address chosen here, before the dataset's, before the value", () => {
  const line = { level: 0, cells: ["https://a.example/", "x"] };
  const of = (more: Partial<DrawnColumn>) => cellLink(line, [column("page", more), column("sku")], 0);
  expect(of({})).toBeNull();
  expect(of({ display: { kind: "link" } })).toBe("https://a.example/");
  expect(of({ display: { kind: "link" }, link: "/d/{sku}" })).toBe("/d/x");
  expect(of({ display: { kind: "link", to: "/e/{sku}" }, link: "/d/{sku}" })).toBe("/e/x");
  expect(of({ display: { kind: "badge" } })).toBeNull();
});

it("opens no value that is no address, none that is masked, and no total", () => {
  const link = { display: { kind: "link" } } as const;
  expect(cellLink({ level: 0, cells: ["javascript:alert(1)"] }, [column("page", link)], 0)).toBeNull();
  const masked = [column("page", { ...link, masked: true })];
  expect(cellLink({ level: 0, cells: ["https://a.example/"] }, masked, 0)).toBeNull();
  expect(
    cellLink({ level: GRAND_LEVEL, cells: ["https://a.example/"] }, [column("page", link)], 0),
  ).toBeNull();
});

it("knows a group by the level it is of", () => {
  const brand = column("brand", { display: { kind: "link", to: "/d/brand?f={brand}" } });
  const line = { level: 1, cells: ["닥터", null], own: { place: 0, column: brand.column } };
  expect(cellLink(line, [column("product"), column("sku")], 0)).toBe(
    `/d/brand?f=${encodeURIComponent("닥터")}`,
  );
  expect(cellLink(line, [column("product"), column("sku", { link: "/s/{sku}" })], 1)).toBeNull();
});
