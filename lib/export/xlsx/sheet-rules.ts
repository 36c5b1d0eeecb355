/** Conditional formats in SpreadsheetML. Pure. */
import type { Rgb, RuleLook } from "@/lib/export/xlsx/styles";
import { xmlText } from "@/lib/export/xlsx/xml-text";

export type RuleOperator =
  | "lessThan"
  | "lessThanOrEqual"
  | "greaterThan"
  | "greaterThanOrEqual"
  | "equal"
  | "notEqual"
  | "between";

/** Where on a scale or a bar something stands. */
export interface RulePoint {
  at: "min" | "max" | "num" | "percentile";
  value?: number;
}

/** One of Excel's icons: its set, and which of it, from 0; null: none. */
export type RuleIcon = { set: string; index: number } | null;

export type SheetRule =
  /** `formula` is written for the area's first cell. */
  | { kind: "formula"; formula: string; look: RuleLook }
  | { kind: "compare"; operator: RuleOperator; formulas: readonly string[]; look: RuleLook }
  | { kind: "rank"; rank: number; bottom: boolean; look: RuleLook }
  | { kind: "aboveAverage"; look: RuleLook }
  | { kind: "scale"; points: readonly (RulePoint & { color: Rgb })[] }
  /** `negative` is the colour below zero, its own by default. */
  | { kind: "bar"; color: Rgb; negative?: Rgb; min: RulePoint; max: RulePoint }
  /** From the lowest, three to five: `from` is where an icon begins, none for the first; `above`: not at the bound itself. */
  | { kind: "icons"; steps: readonly { from?: number; above?: boolean; icon: RuleIcon }[] };

/** A rule, where it holds, and whether those below it are left out where it does. */
export interface PlacedRule {
  area: string;
  rule: SheetRule;
  stops: boolean;
}

const point = ({ at, value }: RulePoint) =>
  `<cfvo type="${at}"${value === undefined ? "" : ` val="${value}"`}/>`;

const isPlain = (look: RuleLook) => Object.values(look).every((value) => value === undefined);

/** A rule's element, without those of Excel 2010: null for what only they can say. */
function ruleXml(rule: SheetRule, priority: number, stops: boolean, lookOf: (look: RuleLook) => number) {
  const stop = stops ? ' stopIfTrue="1"' : "";
  const head = (type: string, look?: RuleLook) =>
    `<cfRule type="${type}"${look && !isPlain(look) ? ` dxfId="${lookOf(look)}"` : ""} priority="${priority}"${look ? stop : ""}`;
  const formula = (text: string) => `<formula>${xmlText(text)}</formula>`;
  switch (rule.kind) {
    case "formula":
      return `${head("expression", rule.look)}>${formula(rule.formula)}</cfRule>`;
    case "compare":
      return `${head("cellIs", rule.look)} operator="${rule.operator}">${rule.formulas.map(formula).join("")}</cfRule>`;
    case "rank":
      return `${head("top10", rule.look)}${rule.bottom ? ' bottom="1"' : ""} rank="${rule.rank}"/>`;
    case "aboveAverage":
      return `${head("aboveAverage", rule.look)}/>`;
    case "scale":
      return `${head("colorScale")}><colorScale>${rule.points.map(point).join("")}${rule.points
        .map(({ color }) => `<color rgb="FF${color}"/>`)
        .join("")}</colorScale></cfRule>`;
    case "bar":
      return `${head("dataBar")}><dataBar>${point(rule.min)}${point(rule.max)}<color rgb="FF${rule.color}"/></dataBar><extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}" xmlns:x14="${X14}"><x14:id>${barId(priority)}</x14:id></ext></extLst></cfRule>`;
    case "icons":
      return null;
  }
}

export const X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
const XM = "http://schemas.microsoft.com/office/excel/2006/main";
const barId = (priority: number) =>
  `{4C6F6F6B-466C-6578-8000-${priority.toString(16).toUpperCase().padStart(12, "0")}}`;

const x14Point = ({ at, value }: RulePoint) => {
  const type = at === "min" ? "autoMin" : at === "max" ? "autoMax" : at;
  return value === undefined
    ? `<x14:cfvo type="${type}"/>`
    : `<x14:cfvo type="${type}"><xm:f>${value}</xm:f></x14:cfvo>`;
};

/** What only Excel 2010 and later say: solid bars with an axis, icons of one's own choice. */
function newerXml({ area, rule }: PlacedRule, priority: number): string | null {
  const around = (inner: string) =>
    `<x14:conditionalFormatting xmlns:xm="${XM}">${inner}<xm:sqref>${area}</xm:sqref></x14:conditionalFormatting>`;
  if (rule.kind === "bar")
    return around(
      `<x14:cfRule type="dataBar" id="${barId(priority)}"><x14:dataBar minLength="0" maxLength="100" gradient="0">${x14Point(rule.min)}${x14Point(rule.max)}<x14:negativeFillColor rgb="FF${rule.negative ?? rule.color}"/><x14:axisColor rgb="FF7F7F7F"/></x14:dataBar></x14:cfRule>`,
    );
  if (rule.kind !== "icons") return null;
  const bounds = rule.steps.map(({ from, above }, i) =>
    i === 0
      ? '<x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo>'
      : `<x14:cfvo type="num"${above ? ' gte="0"' : ""}><xm:f>${from ?? 0}</xm:f></x14:cfvo>`,
  );
  const icons = rule.steps.map(({ icon }) =>
    icon
      ? `<x14:cfIcon iconSet="${icon.set}" iconId="${icon.index}"/>`
      : '<x14:cfIcon iconSet="NoIcons" iconId="0"/>',
  );
  return around(
    `<x14:cfRule type="iconSet" priority="${priority}" id="${barId(priority)}"><x14:iconSet iconSet="${rule.steps.length}Arrows" custom="1">${bounds.join("")}${icons.join("")}</x14:iconSet></x14:cfRule>`,
  );
}

/**
 * The rules of a sheet, first ones first: what every version reads, and what goes into the sheet's extensions. Those of one area stand
 * together, as Excel itself writes them: LibreOffice leaves out those that stand apart where it draws an icon or a bar.
 */
export function rulesXml(
  rules: readonly PlacedRule[],
  lookOf: (look: RuleLook) => number,
): { plain: string; newer: string } {
  const plain = new Map<string, string>();
  let newer = "";
  rules.forEach((placed, i) => {
    const priority = i + 1;
    const rule = ruleXml(placed.rule, priority, placed.stops, lookOf);
    if (rule) plain.set(placed.area, (plain.get(placed.area) ?? "") + rule);
    newer += newerXml(placed, priority) ?? "";
  });
  const areas = [...plain].map(
    ([area, own]) => `<conditionalFormatting sqref="${area}">${own}</conditionalFormatting>`,
  );
  return { plain: areas.join(""), newer };
}
