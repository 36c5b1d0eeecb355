import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { addCell, type CellSelection, extendTo, selectAll, selectCell } from "./cell-selection";
import { copiedCells, exactText, toHtml, toTsv } from "./copy-cells";
import { GRAND_LEVEL, type GridLine } from "./grid-line";

const brand: ResultColumn = { name: "brand", label: "브랜드", kind: "dimension", type: "string" };
const day: ResultColumn = { name: "day", label: "일", kind: "dimension", type: "date", grain: "day" };
const margin: ResultColumn = {
  name: "margin",
  label: "마진",
  kind: "measure",
  type: "number",
  format: { style: "currency", currency: "KRW", units: "korean" },
};
const roi: ResultColumn = { ...margin, name: "roi", label: "ROI", format: { style: "percent" } };
const line = (...cells: (Cell | undefined)[]): GridLine => ({ level: 0, cells });
const options = { headers: false, locale: "ko", masked: "권한 없음", total: "총합계" } as const;
const copy = (columns: ResultColumn[], lines: GridLine[], headers = false, selection?: CellSelection) => {
  const shown = columns.map((column) => ({ column }));
  const all = selection ?? selectAll({ rows: lines.length, columns: columns.length });
  const cells = copiedCells(all, lines, shown, { ...options, headers });
  return { tsv: toTsv(cells), html: toHtml(cells, { headers }) };
};

describe("copies", () => {
  it("write numbers to the last digit, percents as percents, dates as dates, gaps as gaps", () => {
    const lines = [line("닥터트루", "2026-11-19", 12345678, 31.123), line("온담", null, -0.5, null)];
    expect(copy([brand, day, margin, roi], lines).tsv).toBe(
      "닥터트루\t2026-11-19\t12345678\t31.123%\r\n온담\t\t-0.5\t",
    );
  });

  it("have headers with the unit once, where asked", () => {
    const { tsv, html } = copy([brand, margin, roi], [line("a", 1, 2)], true);
    expect(tsv).toBe("브랜드\t마진 (원)\tROI\r\na\t1\t2%");
    expect(html).toContain("<th style=\"mso-number-format:'\\@'\">마진 (원)</th>");
  });

  it("say in HTML what each cell is", () => {
    const { html } = copy(
      [brand, day, margin, roi],
      [line("007", "2026-11-19", "12345678901234567890", 31.1)],
    );
    expect(html).toContain("<td style=\"mso-number-format:'\\@'\">007</td>");
    expect(html).toContain("<td style=\"mso-number-format:'yyyy\\-mm\\-dd'\">2026-11-19</td>");
    expect(html).toContain(
      '<td style="mso-number-format:\'#,##0\'" x:num="12345678901234567890">12345678901234567890</td>',
    );
    expect(html).toContain('<td style="mso-number-format:\'0\\.0%\'" x:num="0.311">31.1%</td>');
  });

  it("keep a moment's wall clock", () => {
    const time: ResultColumn = { ...day, type: "time" };
    expect(copy([time], [line("2026-11-19T14:05:00+09:00")]).tsv).toBe("2026-11-19 14:05:00");
  });

  it("let no text become a formula, markup or other cells", () => {
    const { tsv, html } = copy([brand], [line("=1+1"), line('"a"\tb'), line("<b>&</b>\nx")]);
    expect(tsv).toBe('\'=1+1\r\n"""a""\tb"\r\n"<b>&</b>\nx"');
    expect(html).toContain("'=1+1");
    expect(html).toContain("&lt;b&gt;&amp;&lt;/b&gt;<br>x");
  });

  it("name totals, and do not make a gap of what is not permitted", () => {
    const total: GridLine = { level: GRAND_LEVEL, cells: [null, 3] };
    expect(copy([brand, margin], [line("a", 3), total]).tsv).toBe("a\t3\r\n총합계\t3");
    expect(copy([{ ...margin, masked: true }], [line(null)]).tsv).toBe("권한 없음");
  });

  it("of several ranges are one rectangle, empty between them", () => {
    const two = addCell(extendTo(selectCell({ row: 0, column: 0 }), { row: 0, column: 0 }), {
      row: 2,
      column: 1,
    });
    const lines = [line("a", 1), line("b", 2), line("c", 3)];
    expect(copy([brand, margin], lines, false, two).tsv).toBe("a\t\r\n\t3");
  });

  it("come back cell by cell when read as a spreadsheet reads TSV", () => {
    const read = (tsv: string): string[] => {
      const cells: string[] = [];
      let rest = `${tsv}\t`;
      while (rest !== "") {
        const match = /^(?:"((?:[^"]|"")*)"|([^\t]*))\t/.exec(rest);
        if (!match) throw new Error(`no cell: ${rest}`);
        cells.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
        rest = rest.slice(match[0].length);
      }
      return cells;
    };
    const text = fc.string({ unit: fc.constantFrom('"', "\t", "\n", "\r", "a", "가", ",", "x") });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        const safe = texts.map((one) => (/^[\t\r\n]/.test(one) ? `'${one}` : one));
        expect(
          read(
            copy(
              texts.map(() => brand),
              [line(...texts)],
            ).tsv,
          ),
        ).toEqual(safe);
      }),
    );
  });
});

it("writes the exact value where the grid rounds", () => {
  expect(exactText({ column: margin }, 1234567.25, "ko", "Asia/Seoul")).toBe("1,234,567.25 원");
  expect(exactText({ column: roi }, -31.123456, "ko", "Asia/Seoul")).toBe("−31.123456%");
  expect(exactText({ column: margin }, "12345678901234567890", "en", "UTC")).toBe(
    "12,345,678,901,234,567,890 ₩",
  );
});
