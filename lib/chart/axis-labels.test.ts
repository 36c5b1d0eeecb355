import { describe, expect, it } from "vitest";
import { axisLabels, LABEL_LEVELS, labelWidth } from "@/lib/chart/axis-labels";

const days = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `${i}`, label: `11.${i % 30}`, title: null }));

describe("axisLabels", () => {
  it.each([1, 7, 28, 31, 90, 365, 1500])("never lets the labels of %i days touch, at any width", (count) => {
    const labels = axisLabels(days(count), true);
    for (const level of [0, 1, 2] as const) {
      const shown = labels.filter((label) => label.level <= level);
      const px = (percent: number) => (percent / 100) * LABEL_LEVELS[level];
      for (const [i, label] of shown.entries()) {
        const next = shown[i + 1];
        if (next) expect(px(next.left - label.left)).toBeGreaterThan(labelWidth("11.29"));
      }
      expect(shown.length).toBeGreaterThan(0);
    }
  });

  it("keeps all of a dozen names, each cut to its own room", () => {
    const names = Array.from({ length: 12 }, (_, i) => ({
      key: `${i}`,
      label: "아주 긴 브랜드 이름",
      title: null,
    }));
    const labels = axisLabels(names, false);
    expect(labels).toHaveLength(12);
    expect(labels.find(({ level }) => level === 2)?.room).toBeCloseTo(100 / 12, 1);
  });
});
