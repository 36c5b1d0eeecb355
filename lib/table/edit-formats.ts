/** Changes of a table's formats, each giving a new document. Pure. */
import type { ConditionalFormat, FormatRule } from "@/lib/table/format-rule";

type Formats = readonly ConditionalFormat[];

/** Where a rule stands: its column's place, and its own in there. */
export interface RulePlace {
  format: number;
  rule: number;
}

const withRules = (formats: Formats, at: number, rules: FormatRule[]): ConditionalFormat[] =>
  formats.map((format, i) => (i === at ? { ...format, rules } : format));

/** Puts a rule last in its column, which need not be there yet. */
export function addRule(formats: Formats, column: string, ...rules: FormatRule[]): ConditionalFormat[] {
  const at = formats.findIndex((format) => format.column === column);
  const present = formats[at];
  return present ? withRules(formats, at, [...present.rules, ...rules]) : [...formats, { column, rules }];
}

export function replaceRule(formats: Formats, place: RulePlace, rule: FormatRule): ConditionalFormat[] {
  const rules = formats[place.format]?.rules ?? [];
  return withRules(
    formats,
    place.format,
    rules.map((other, i) => (i === place.rule ? rule : other)),
  );
}

/** Takes a rule away; a column without rules goes with it. */
export function removeRule(formats: Formats, place: RulePlace): ConditionalFormat[] {
  const rules = (formats[place.format]?.rules ?? []).filter((_, i) => i !== place.rule);
  return withRules(formats, place.format, rules).filter(
    (format, i) => i !== place.format || format.rules.length > 0,
  );
}

/** Up or down among the rules of its column: the first that fits decides. */
export function moveRule(formats: Formats, place: RulePlace, by: 1 | -1): ConditionalFormat[] {
  const rules = [...(formats[place.format]?.rules ?? [])];
  const to = place.rule + by;
  const moved = rules[place.rule];
  if (!moved || to < 0 || to >= rules.length) return [...formats];
  rules.splice(place.rule, 1);
  rules.splice(to, 0, moved);
  return withRules(formats, place.format, rules);
}

/** Gives a rule to another column, where it comes last. */
export function setRuleColumn(formats: Formats, place: RulePlace, column: string): ConditionalFormat[] {
  const format = formats[place.format];
  const rule = format?.rules[place.rule];
  if (!rule || format.column === column) return [...formats];
  return addRule(removeRule(formats, place), column, rule);
}

/** Whether a column's rules lie over each other. */
export const setStacking = (formats: Formats, at: number, all: boolean): ConditionalFormat[] =>
  formats.map((format, i) => {
    if (i !== at) return format;
    const { match: _match, ...rest } = format;
    return all ? { ...rest, match: "all" } : rest;
  });

/** One column's rules put upon others in place of theirs. */
export function copyRules(formats: Formats, from: string, to: readonly string[]): ConditionalFormat[] {
  const sources = formats.filter(({ column }) => column === from);
  const kept = formats.filter(({ column }) => column === from || !to.includes(column));
  return [
    ...kept,
    ...to
      .filter((column) => column !== from)
      .flatMap((column) => sources.map((source) => ({ ...source, column }))),
  ];
}

/** Formats of other columns put among those of another table, in place of what these columns had there. */
export function mergeFormats(into: Formats, formats: Formats): ConditionalFormat[] {
  const columns = new Set(formats.map(({ column }) => column));
  return [...into.filter(({ column }) => !columns.has(column)), ...formats];
}
