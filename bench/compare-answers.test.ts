import { describe, expect, it } from "vitest";
import { type Answer, answersDiffer } from "./compare-answers";

const answer = (changes: Partial<Answer> = {}): Answer => ({
  rows: [
    ["2026-01-01", "naver", 1200, 12.5],
    ["2026-01-02", null, -3, null],
  ],
  subtotals: [{ dimensions: ["date"], rows: [["2026-01-01", null, 1200, 12.5]] }],
  grandTotal: { margin: 1197, roi: 12.25 },
  ...changes,
});

describe("answersDiffer", () => {
  it("takes a number for its text on the floor's side, and nothing else for anything", () => {
    expect(answersDiffer(answer(), answer())).toBeNull();
    const texts = answer({
      rows: [
        ["2026-01-01", "naver", "1200", 12.5],
        ["2026-01-02", null, "-3", null],
      ],
      grandTotal: { margin: "1197", roi: 12.25 },
    });
    expect(answersDiffer(answer(), texts)).toBeNull();
    expect(answersDiffer(texts, answer())).toContain('"1200" against 1200');
    const empty = answer({ grandTotal: { margin: 1197, roi: "" } });
    expect(answersDiffer(answer({ grandTotal: { margin: 1197, roi: 0 } }), empty)).toContain("total of roi");
    expect(answersDiffer(answer({ grandTotal: { margin: 1197, roi: null } }), empty)).toContain(
      "total of roi",
    );
  });

  it("names the first cell, row, level or total that differs", () => {
    const rows = [...answer().rows];
    expect(answersDiffer(answer(), answer({ rows: [...rows].reverse() }))).toBe(
      'row 0, cell 0: "2026-01-01" against "2026-01-02"',
    );
    expect(answersDiffer(answer(), answer({ rows: rows.slice(1) }))).toBe("row: 2 rows against 1");
    expect(answersDiffer(answer(), answer({ rows: [["2026-01-01", "naver"], rows[1] ?? []] }))).toBe(
      "row 0: 4 cells against 2",
    );
    const level = { dimensions: ["date"], rows: [["2026-01-01", null, 1201, 12.5]] };
    expect(answersDiffer(answer(), answer({ subtotals: [level] }))).toBe(
      "subtotal of date 0, cell 2: 1200 against 1201",
    );
    expect(answersDiffer(answer(), answer({ subtotals: [] }))).toBe("1 levels against 0");
    expect(answersDiffer(answer(), answer({ grandTotal: { margin: 1197 } }))).toBe(
      "total of roi: 12.25 against nothing",
    );
  });

  it("sees the last digit", () => {
    const roi = 12.25 + Number.EPSILON * 8;
    expect(answersDiffer(answer(), answer({ grandTotal: { margin: 1197, roi } }))).toContain("total of roi");
  });
});
