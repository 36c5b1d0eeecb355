import { describe, expect, it } from "vitest";
import { gridLayout } from "./grid-layout";

const columns = [
  { name: "brand", width: 160, sized: false },
  { name: "product", width: 200, sized: false },
  { name: "margin", width: 120, sized: false },
  { name: "roi", width: 80, sized: true },
];

describe("gridLayout", () => {
  it("keeps frozen and sized columns as they are and stretches the others", () => {
    const { variables, minWidth } = gridLayout(columns, new Set(["brand", "product"]));
    expect(variables).toEqual({
      "--cols": "160px 200px minmax(120px,120fr) 80px",
      "--left-0": "0px",
      "--left-1": "160px",
    });
    expect(minWidth).toBe(560);
  });

  it("moves the frozen columns behind one being dragged", () => {
    const { variables } = gridLayout(columns, new Set(["brand", "product"]), { brand: 300 });
    expect(variables["--left-1"]).toBe("300px");
  });

  it("leaves the end of the row empty when every width is fixed", () => {
    expect(gridLayout(columns.slice(3), new Set()).variables["--cols"]).toBe("80px minmax(0,1fr)");
  });
});
