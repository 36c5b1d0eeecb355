/** How cells look, each look written once. */
import { xmlAttribute } from "@/lib/export/xlsx/xml-text";

/** `RRGGBB`. */
export type Rgb = string;

export interface Look {
  /** Excel's own pattern, `#,##0.0"%"`; `@` is text. */
  number?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  color?: Rgb;
  fill?: Rgb;
  align?: "left" | "center" | "right";
  wrap?: boolean;
  indent?: number;
  /** A line above or below. */
  top?: Rgb;
  bottom?: Rgb;
}

/** Looks of rules: only what they change. A fill of null takes away what rules below it fill. */
export type RuleLook = Pick<Look, "bold" | "color" | "number"> & { fill?: Rgb | null };

class Once {
  private readonly places = new Map<string, number>();
  readonly items: string[] = [];
  constructor(first: readonly string[] = []) {
    for (const item of first) this.add(item);
  }
  add(item: string): number {
    const found = this.places.get(item);
    if (found !== undefined) return found;
    this.places.set(item, this.items.length);
    this.items.push(item);
    return this.items.length - 1;
  }
}

const FONT = '<name val="Malgun Gothic"/><family val="2"/>';
const fontXml = ({ bold, italic, underline, color }: Look) =>
  `<font>${bold ? "<b/>" : ""}${italic ? "<i/>" : ""}${underline ? "<u/>" : ""}<sz val="10"/>${
    color ? `<color rgb="FF${color}"/>` : ""
  }${FONT}</font>`;
const fillXml = (fill: Rgb) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`;
const lineXml = (side: "top" | "bottom", color: Rgb | undefined) =>
  color ? `<${side} style="thin"><color rgb="FF${color}"/></${side}>` : `<${side}/>`;

/** Patterns of our own begin here; those before are built in. */
const FIRST_NUMBER = 164;
const BUILT_IN: Record<string, number> = {
  General: 0,
  "0": 1,
  "0.00": 2,
  "#,##0": 3,
  "#,##0.00": 4,
  "@": 49,
};

export class Styles {
  private readonly numbers = new Once();
  private readonly fonts = new Once([fontXml({})]);
  private readonly fills = new Once([
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]);
  private readonly borders = new Once(["<border><left/><right/><top/><bottom/><diagonal/></border>"]);
  private readonly looks = new Once(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);
  private readonly rules = new Once();

  private number(pattern: string | undefined): number {
    if (pattern === undefined) return 0;
    return BUILT_IN[pattern] ?? FIRST_NUMBER + this.numbers.add(pattern);
  }

  private numberXml(pattern: string): string {
    return `<numFmt numFmtId="${this.number(pattern)}" formatCode="${xmlAttribute(pattern)}"/>`;
  }

  /** @returns the number a cell names its look by */
  look(look: Look): number {
    const { align, wrap, indent, top, bottom, fill } = look;
    const font = this.fonts.add(fontXml(look));
    const filled = fill ? this.fills.add(fillXml(fill)) : 0;
    const border =
      top || bottom
        ? this.borders.add(
            `<border><left/><right/>${lineXml("top", top)}${lineXml("bottom", bottom)}<diagonal/></border>`,
          )
        : 0;
    const number = this.number(look.number);
    const placed = align || wrap || indent;
    const alignment = placed
      ? `<alignment${align ? ` horizontal="${align}"` : indent ? ' horizontal="left"' : ""} vertical="center"${
          wrap ? ' wrapText="1"' : ""
        }${indent ? ` indent="${indent}"` : ""}/>`
      : "";
    const applies = `${number ? ' applyNumberFormat="1"' : ""}${font ? ' applyFont="1"' : ""}${
      filled ? ' applyFill="1"' : ""
    }${border ? ' applyBorder="1"' : ""}${placed ? ' applyAlignment="1"' : ""}`;
    const head = `<xf numFmtId="${number}" fontId="${font}" fillId="${filled}" borderId="${border}" xfId="0"${applies}`;
    return this.looks.add(alignment ? `${head}>${alignment}</xf>` : `${head}/>`);
  }

  /** @returns the number a rule names its look by */
  rule({ bold, color, fill, number }: RuleLook): number {
    const font =
      bold !== undefined || color
        ? `<font>${bold === undefined ? "" : bold ? "<b/>" : '<b val="0"/>'}${
            color ? `<color rgb="FF${color}"/>` : ""
          }</font>`
        : "";
    // In a rule the colour of a solid fill is its background.
    const filled = fill
      ? `<fill><patternFill><bgColor rgb="FF${fill}"/></patternFill></fill>`
      : fill === null
        ? '<fill><patternFill patternType="none"/></fill>'
        : "";
    return this.rules.add(`<dxf>${font}${number === undefined ? "" : this.numberXml(number)}${filled}</dxf>`);
  }

  /** `xl/styles.xml`, once all sheets are written. */
  xml(): string {
    const list = (name: string, items: readonly string[]) =>
      `<${name} count="${items.length}">${items.join("")}</${name}>`;
    const numbers = this.numbers.items.map(
      (pattern, i) => `<numFmt numFmtId="${FIRST_NUMBER + i}" formatCode="${xmlAttribute(pattern)}"/>`,
    );
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      numbers.length > 0 ? list("numFmts", numbers) : "",
      list("fonts", this.fonts.items),
      list("fills", this.fills.items),
      list("borders", this.borders.items),
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      list("cellXfs", this.looks.items),
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      list("dxfs", this.rules.items),
      '<tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/>',
      "</styleSheet>",
    ].join("");
  }
}
