/** What Excel insists on in a workbook's looks. For tests. */
import { allOf, childOf, type Element } from "@/tests/strict-xml";
import { outOfOrder, type Parts } from "@/tests/workbook-parts";

/** How many looks cells and rules may name. */
export interface LookLimits {
  cells: number;
  rules: number;
}

const ORDER = [
  "numFmts",
  "fonts",
  "fills",
  "borders",
  "cellStyleXfs",
  "cellXfs",
  "cellStyles",
  "dxfs",
  "tableStyles",
];
const FONT = ["b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"];
const RULE = ["font", "numFmt", "fill", "alignment", "border", "protection"];
const BUILT_IN = [
  0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 37, 38, 39, 40, 45, 46, 47, 48, 49,
];

/** A number's pattern: quotes closed, four sections at most. */
function patternFault(pattern: string): string | null {
  const rest = pattern
    .replace(/\\./g, "")
    .replace(/"[^"]*"/g, "")
    .replace(/\[[^\]]*\]/g, "");
  if (/["[\]]/.test(rest)) return `${pattern} has no end`;
  return pattern.length > 255 || rest.split(";").length > 4 ? `${pattern} is too long` : null;
}

export function checkStyles({ parts, fault: tell }: Parts): LookLimits {
  const styles = parts.get("xl/styles.xml");
  const fault = (why: string) => tell("xl/styles.xml", why);
  if (!styles) return { cells: 0, rules: 0 };
  const disorder = outOfOrder(
    styles.children.map(({ name }) => name),
    ORDER,
  );
  if (disorder) fault(disorder);
  const count = (name: string): number => childOf(styles, name)?.children.length ?? 0;
  for (const { name, attributes, children } of styles.children)
    if (attributes.count !== undefined && Number(attributes.count) !== children.length)
      fault(`${name} are ${children.length}, not ${attributes.count}`);
  for (const name of ["fonts", "borders", "cellStyleXfs", "cellXfs"])
    if (count(name) === 0) fault(`no ${name}`);
  if (count("fills") < 2) fault("the first two fills are Excel's");
  for (const font of allOf(styles, "font")) {
    const wrong = outOfOrder(
      font.children.map(({ name }) => name),
      FONT,
    );
    if (wrong) fault(`font: ${wrong}`);
  }
  for (const { attributes } of [
    ...allOf(styles, "color"),
    ...allOf(styles, "fgColor"),
    ...allOf(styles, "bgColor"),
  ]) {
    if (attributes.theme !== undefined) fault("a colour of a theme that is not there");
    if (attributes.rgb !== undefined && !/^[0-9A-F]{8}$/.test(attributes.rgb))
      fault(`${attributes.rgb} is no colour`);
  }
  const formats = new Map<string, string>();
  for (const { attributes } of childOf(styles, "numFmts")?.children ?? []) {
    const { numFmtId = "", formatCode = "" } = attributes;
    if (formats.has(numFmtId) || Number(numFmtId) < 164) fault(`numFmt ${numFmtId}`);
    formats.set(numFmtId, formatCode);
  }
  for (const { attributes } of allOf(styles, "numFmt")) {
    const wrong = patternFault(attributes.formatCode ?? "");
    if (wrong) fault(wrong);
  }
  const known = (id: string | undefined) => BUILT_IN.includes(Number(id)) || formats.has(id ?? "");
  const within = ({ attributes }: Element, key: string, most: number) => {
    if (!(Number(attributes[key]) < most)) fault(`${key} ${attributes[key]} of ${most}`);
  };
  for (const xf of allOf(styles, "xf")) {
    within(xf, "fontId", count("fonts"));
    within(xf, "fillId", count("fills"));
    within(xf, "borderId", count("borders"));
    if (!known(xf.attributes.numFmtId)) fault(`numFmtId ${xf.attributes.numFmtId}`);
  }
  for (const xf of childOf(styles, "cellXfs")?.children ?? []) within(xf, "xfId", count("cellStyleXfs"));
  for (const rule of childOf(styles, "dxfs")?.children ?? []) {
    const wrong = outOfOrder(
      rule.children.map(({ name }) => name),
      RULE,
    );
    if (wrong) fault(`dxf: ${wrong}`);
    const number = childOf(rule, "numFmt")?.attributes;
    // A rule's pattern under a number of the cells' patterns has to be that one.
    if (number && (formats.get(number.numFmtId ?? "") ?? number.formatCode) !== number.formatCode)
      fault(`numFmt ${number.numFmtId} is two patterns`);
  }
  return { cells: count("cellXfs"), rules: count("dxfs") };
}
