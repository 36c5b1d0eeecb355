import { describe, expect, it } from "vitest";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { renameWidget, setWidget } from "@/lib/editor/set-widget";

const spec = sampleSpec();
const valid = (next: DashboardSpec) => DashboardSpec.safeParse(next).success;
const widget = (next: DashboardSpec, id: string) => next.widgets.find((one) => one.id === id);

describe("setting a widget's fields", () => {
  it("puts fields and takes away those that are undefined, of that widget alone", () => {
    const titled = setWidget(spec, "kpis", { title: { en: "Numbers", ko: "숫자" }, staleMinutes: 5 });
    expect(widget(titled, "kpis")).toMatchObject({ title: { ko: "숫자" }, staleMinutes: 5 });
    expect(titled.widgets[1]).toBe(spec.widgets[1]);
    const plain = setWidget(titled, "kpis", { title: undefined, staleMinutes: undefined });
    expect(plain).toEqual(spec);
    expect(widget(plain, "kpis")).not.toHaveProperty("title");
    expect(valid(titled)).toBe(true);
  });

  it("changes nothing where nothing differs", () => {
    expect(setWidget(spec, "kpis", { title: undefined })).toBe(spec);
    expect(setWidget(spec, "nobody", { title: "x" })).toBe(spec);
    expect(setWidget(spec, "kpis", { dataset: "sales" })).toBe(spec);
  });
});

describe("another id", () => {
  it("holds in the layout too: place, phone, group and lock", () => {
    const placed = DashboardSpec.parse({
      ...spec,
      layout: { ...spec.layout, phone: ["daily", "kpis"], groups: [["kpis", "daily"]], locked: ["kpis"] },
    });
    const next = renameWidget(placed, "kpis", "figures");
    expect(valid(next)).toBe(true);
    expect(next.layout.widgets.figures).toEqual(spec.layout.widgets.kpis);
    expect(next.layout).toMatchObject({
      phone: ["daily", "figures"],
      groups: [["figures", "daily"]],
      locked: ["figures"],
    });
    expect(JSON.stringify(next)).not.toContain('"kpis"');
  });

  it("is refused where another widget has it", () => {
    expect(renameWidget(spec, "kpis", "daily")).toBe(spec);
  });
});
