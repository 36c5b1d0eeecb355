/** What Excel insists on in a sheet. For tests. */
import path from "node:path";
import type { LookLimits } from "@/tests/check-styles";
import { parseFormula } from "@/tests/excel-formula";
import { boxOf } from "@/tests/excel-rules";
import { allOf, childOf, childrenOf, type Element } from "@/tests/strict-xml";
import { outOfOrder, type Parts } from "@/tests/workbook-parts";

const ORDER = [
  "sheetPr",
  "dimension",
  "sheetViews",
  "sheetFormatPr",
  "cols",
  "sheetData",
  "sheetCalcPr",
  "sheetProtection",
  "protectedRanges",
  "scenarios",
  "autoFilter",
  "sortState",
  "dataConsolidate",
  "customSheetViews",
  "mergeCells",
  "phoneticPr",
  "conditionalFormatting",
  "dataValidations",
  "hyperlinks",
  "printOptions",
  "pageMargins",
  "pageSetup",
  "headerFooter",
  "rowBreaks",
  "colBreaks",
  "customProperties",
  "cellWatches",
  "ignoredErrors",
  "smartTags",
  "drawing",
  "legacyDrawing",
  "tableParts",
  "extLst",
];
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const LONGEST_TEXT = 32_767;
const LONGEST_FORMULA = 8_192;
const RULE_TYPES = ["expression", "cellIs", "colorScale", "dataBar", "iconSet", "top10", "aboveAverage"];
const ERRORS = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"];

type Fault = (why: string) => void;

/** As readers take it: `_xHHHH_` is one character. */
export const plainText = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function valueFault({ attributes, children }: Element): string | null {
  const value = children.find(({ name }) => name === "v")?.text;
  const formula = children.find(({ name }) => name === "f")?.text;
  if (
    formula !== undefined &&
    (formula.startsWith("=") || formula === "" || formula.length > LONGEST_FORMULA)
  )
    return `the formula ${formula}`;
  switch (attributes.t ?? "n") {
    case "n":
      return value === undefined || (value.trim() !== "" && Number.isFinite(Number(value)))
        ? null
        : `the number ${value}`;
    case "b":
      return value === "0" || value === "1" ? null : `the truth ${value}`;
    case "e":
      return ERRORS.includes(value ?? "") ? null : `the error ${value}`;
    case "str":
      return formula === undefined ? "a formula's text without one" : null;
    case "inlineStr": {
      const [text] = allOf(children[0] ?? { name: "", attributes: {}, children: [], text: "" }, "t");
      if (!text || value !== undefined) return "a text without one";
      if (plainText(text.text).length > LONGEST_TEXT) return "a text too long";
      return /^\s|\s$/.test(text.text) && text.attributes["xml:space"] !== "preserve"
        ? "spaces that are lost"
        : null;
    }
    default:
      return `the type ${attributes.t}`;
  }
}

function checkRows(data: Element, looks: number, fault: Fault): void {
  let last = 0;
  for (const row of data.children) {
    const number = Number(row.attributes.r);
    if (!(number > last) || number > MOST_ROWS) fault(`row ${row.attributes.r} after ${last}`);
    last = number;
    if (Number(row.attributes.outlineLevel ?? 0) > 7) fault(`row ${number} is too deep`);
    if (Number(row.attributes.ht ?? 0) > 409) fault(`row ${number} is too high`);
    let column = -1;
    for (const cell of row.children) {
      const name = cell.attributes.r ?? "";
      const { left, first } = boxOf(name);
      if (first !== number || left <= column || left >= MOST_COLUMNS) fault(`${name} in row ${number}`);
      column = left;
      if (!(Number(cell.attributes.s ?? 0) < looks))
        fault(`${name} has look ${cell.attributes.s} of ${looks}`);
      const wrong = valueFault(cell);
      if (wrong) fault(`${name}: ${wrong}`);
    }
  }
}

function checkMerges(sheet: Element, fault: Fault): void {
  const merges = childOf(sheet, "mergeCells");
  if (!merges) return;
  if (Number(merges.attributes.count) !== merges.children.length || merges.children.length === 0)
    fault("merges miscounted");
  const boxes = merges.children.map(({ attributes }) => boxOf(attributes.ref ?? ""));
  boxes.forEach((a, i) => {
    if (a.left === a.right && a.first === a.last) fault("a merge of one cell");
    for (const b of boxes.slice(i + 1))
      if (a.left <= b.right && b.left <= a.right && a.first <= b.last && b.first <= a.last)
        fault("merges overlap");
  });
}

function checkRules(sheet: Element, rules: number, fault: Fault): void {
  const plain = childrenOf(sheet, "conditionalFormatting");
  const newer = allOf(sheet, "x14:conditionalFormatting");
  const areas = plain.map(({ attributes }) => attributes.sqref);
  if (new Set(areas).size < areas.length) fault("rules of one area stand apart");
  const all = [
    ...plain.flatMap((one) => childrenOf(one, "cfRule")),
    ...newer.flatMap((one) => childrenOf(one, "x14:cfRule")),
  ];
  const priorities = all.flatMap(({ attributes }) => attributes.priority ?? []);
  if (new Set(priorities).size < priorities.length || priorities.some((one) => !(Number(one) >= 1)))
    fault("a priority twice");
  for (const one of plain) for (const area of (one.attributes.sqref ?? "").split(" ")) boxOf(area);
  for (const { text } of allOf(sheet, "xm:sqref")) boxOf(text);
  for (const { attributes, children } of plain.flatMap((one) => childrenOf(one, "cfRule"))) {
    if (!RULE_TYPES.includes(attributes.type ?? "") || attributes.priority === undefined)
      fault(`a rule ${attributes.type}`);
    if (attributes.dxfId !== undefined && !(Number(attributes.dxfId) < rules))
      fault(`dxfId ${attributes.dxfId} of ${rules}`);
    const formulas = children.filter(({ name }) => name === "formula").map(({ text }) => text);
    for (const text of formulas) {
      if (text.length > LONGEST_FORMULA) fault("a formula too long");
      parseFormula(plainText(text));
    }
    const wanted =
      { expression: 1, cellIs: attributes.operator === "between" ? 2 : 1 }[attributes.type ?? ""] ?? 0;
    if (formulas.length !== wanted) fault(`a rule ${attributes.type} with ${formulas.length} formulas`);
    if (attributes.type === "top10" && !(Number(attributes.rank) >= 1 && Number(attributes.rank) <= 1000))
      fault("a rank");
  }
  const named = allOf(sheet, "x14:id").map(({ text }) => text);
  const given = newer.flatMap((one) =>
    childrenOf(one, "x14:cfRule").map(({ attributes }) => attributes.id ?? ""),
  );
  if (
    new Set(given).size < given.length ||
    given.some((id) => !/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/.test(id))
  )
    fault("an id of a rule");
  for (const id of named) if (!given.includes(id)) fault(`${id} is nowhere`);
  for (const { children, attributes } of allOf(sheet, "x14:iconSet")) {
    const icons = children.filter(({ name }) => name === "x14:cfIcon").length;
    const points = children.filter(({ name }) => name === "x14:cfvo").length;
    const size = Number(attributes.iconSet?.[0]);
    if (icons !== points || size !== points)
      fault(`${icons} icons at ${points} points of ${attributes.iconSet}`);
  }
}

function checkLinks({ parts }: Parts, sheet: Element, name: string, fault: Fault): void {
  const links = childOf(sheet, "hyperlinks");
  if (!links) return;
  if (links.children.length === 0 || links.children.length > 65_530) fault(`${links.children.length} links`);
  const relations = parts.get(`${path.dirname(name)}/_rels/${path.basename(name)}.rels`);
  const ids = relations?.children.map(({ attributes }) => attributes.Id) ?? [];
  for (const { attributes } of links.children) {
    boxOf(attributes.ref ?? "");
    if (!ids.includes(attributes["r:id"])) fault(`a link to ${attributes["r:id"]}`);
  }
}

/** @param name of the sheet's part */
export function checkSheet(all: Parts, name: string, looks: LookLimits): void {
  const sheet = all.parts.get(name);
  const fault: Fault = (why) => all.fault(name, why);
  if (!sheet) {
    fault("is missing");
    return;
  }
  const disorder = outOfOrder(
    sheet.children.map((child) => child.name),
    ORDER,
  );
  if (disorder) fault(disorder);
  const data = childOf(sheet, "sheetData");
  if (!data) {
    fault("no sheetData");
    return;
  }
  try {
    checkRows(data, looks.cells, fault);
    checkMerges(sheet, fault);
    checkRules(sheet, looks.rules, fault);
    checkLinks(all, sheet, name, fault);
  } catch (error) {
    fault(String(error));
  }
  const cols = childOf(sheet, "cols");
  let last = 0;
  for (const { attributes } of cols?.children ?? []) {
    if (!(Number(attributes.min) > last) || Number(attributes.max) < Number(attributes.min))
      fault("columns out of order");
    if (!(Number(attributes.width) > 0 && Number(attributes.width) <= 255))
      fault(`a width of ${attributes.width}`);
    last = Number(attributes.max);
  }
  if (cols && cols.children.length === 0) fault("no columns in cols");
  const deepest = Math.max(0, ...data.children.map(({ attributes }) => Number(attributes.outlineLevel ?? 0)));
  const said = Number(childOf(sheet, "sheetFormatPr")?.attributes.outlineLevelRow ?? 0);
  if (deepest > said) fault(`levels to ${deepest}, said ${said}`);
}
