import { describe, expect, it } from "vitest";
import { gridLayout } from "./grid-layout";

const columns = [
  { name: "brand", width: 160, sized: false },
  { name: "product", width: 200, sized: false },
  { name: "margin", width: 120, sized: false },
  { name: "roi", width: 80, sized: true },
];

describe("gridLayout", () => {
  it("keeps frozen and sized columns as they are and lets the others grow", () => {
    const { variables, minWidth } = gridLayout(columns, new Set(["brand", "product"]));
    expect(variables).toEqual({
      "--cols": "min(160px,23cqw) min(200px,23cqw) minmax(120px,288px) 80px minmax(0,1fr)",
      "--left-0": "0px",
      "--left-1": "calc(min(160px,23cqw))",
      "--head-left": "calc(min(160px,23cqw) + min(200px,23cqw) + 8px)",
    });
    expect(minWidth).toBe(560);
  });

  it("moves the frozen columns behind one being dragged", () => {
    const { variables } = gridLayout(columns, new Set(["brand", "product"]), { brand: 300 });
    expect(variables["--left-1"]).toBe("calc(min(300px,23cqw))");
  });

  it("gives way a little when every width is chosen, and leaves a larger rest empty", () => {
    expect(gridLayout(columns.slice(3), new Set()).variables["--cols"]).toBe(
      "minmax(80px,112px) minmax(0,1fr)",
    );
    expect(gridLayout(columns.slice(3), new Set(), { roi: 120 }).variables["--cols"]).toBe(
      "120px minmax(0,1fr)",
    );
  });
});
