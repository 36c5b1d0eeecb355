import { expect, it } from "vitest";
import { csvRow } from "@/lib/export/csv-row";

it("quotes what holds separators and quotes, and leaves gaps empty", () => {
  expect(csvRow(["브랜드", 'a "b"', "x,y", "1\n2", null, undefined, 0, -3])).toBe(
    '브랜드,"a ""b""","x,y","1\n2",,,0,-3\r\n',
  );
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x"])("makes %j text in a spreadsheet", (text) => {
  expect(csvRow([text]).replace(/^"/, "").startsWith("'")).toBe(true);
});

it("guards before it quotes", () => {
  expect(csvRow(['=HYPERLINK("x","y")'])).toBe(`"'=HYPERLINK(""x"",""y"")"\r\n`);
});
