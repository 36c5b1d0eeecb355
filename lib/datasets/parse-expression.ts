/** The little language of `expr` measures, read by a parser and never pasted into SQL. Pure. */
import jsep, { type CoreExpression, type Expression } from "jsep";

/** A checked expression: names are measures. */
export type MeasureExpression =
  | { kind: "number"; text: string }
  | { kind: "measure"; name: string }
  | { kind: "arithmetic"; op: "+" | "-" | "*" | "/"; left: MeasureExpression; right: MeasureExpression }
  | { kind: "negate"; of: MeasureExpression }
  | { kind: "coalesce"; of: MeasureExpression[] }
  | { kind: "nullif"; of: MeasureExpression; value: MeasureExpression }
  | {
      kind: "case";
      branches: { when: MeasureTruth; value: MeasureExpression }[];
      otherwise: MeasureExpression | null;
    };

export type MeasureTruth =
  | {
      kind: "compare";
      op: "<" | "<=" | ">" | ">=" | "==" | "!=";
      left: MeasureExpression;
      right: MeasureExpression;
    }
  | { kind: "and" | "or"; of: MeasureTruth[] }
  | { kind: "not"; of: MeasureTruth };

const COMPARISONS = ["<", "<=", ">", ">=", "==", "!="] as const;
const ARITHMETIC = ["+", "-", "*", "/"] as const;
const one = <T extends string>(list: readonly T[], text: string): T | undefined =>
  list.find((entry) => entry === text);

/**
 * Reads an expression such as `(margin - refunds) / nullif(orders, 0)`.
 * @throws Error whose message says what is wrong and what is known, for the dataset's author.
 */
export function parseExpression(text: string): MeasureExpression {
  let tree: Expression;
  try {
    tree = jsep(text);
  } catch (error) {
    throw new Error(`can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return readValue(tree);
}

function readValue(tree: Expression): MeasureExpression {
  const node = tree as CoreExpression;
  switch (node.type) {
    case "Identifier":
      return { kind: "measure", name: node.name };
    case "Literal":
      return readNumber(node.value, node.raw);
    case "UnaryExpression":
      if (node.operator === "-") return { kind: "negate", of: readValue(node.argument) };
      if (node.operator === "+") return readValue(node.argument);
      throw new Error(`“${node.operator}” makes no number; known: + - * /`);
    case "BinaryExpression": {
      const op = one(ARITHMETIC, node.operator);
      if (!op) throw new Error(`“${node.operator}” makes no number; known: + - * /`);
      return { kind: "arithmetic", op, left: readValue(node.left), right: readValue(node.right) };
    }
    case "ConditionalExpression":
      return {
        kind: "case",
        branches: [{ when: readTruth(node.test), value: readValue(node.consequent) }],
        otherwise: readValue(node.alternate),
      };
    case "CallExpression":
      return readCall((node.callee as CoreExpression & { name?: string }).name ?? "", node.arguments);
    default:
      throw new Error(
        "write one expression of measures, numbers, + - * /, coalesce(), nullif(), case() and comparisons",
      );
  }
}

function readNumber(value: unknown, raw: string): MeasureExpression {
  if (typeof value !== "number") throw new Error(`${raw} is no number`);
  if (!/^\d{1,30}(\.\d{1,20})?$/.test(raw)) throw new Error(`write ${raw} in plain digits`);
  return { kind: "number", text: raw };
}

function readCall(name: string, given: readonly Expression[]): MeasureExpression {
  switch (name) {
    case "coalesce":
      if (given.length < 2) throw new Error("coalesce takes two values or more");
      return { kind: "coalesce", of: given.map(readValue) };
    case "nullif": {
      const [of, value] = given;
      if (!of || !value || given.length !== 2) throw new Error("nullif takes two values");
      return { kind: "nullif", of: readValue(of), value: readValue(value) };
    }
    case "case": {
      if (given.length < 2)
        throw new Error("case takes pairs of a condition and a value, then the value otherwise");
      const branches: { when: MeasureTruth; value: MeasureExpression }[] = [];
      for (let i = 0; i + 1 < given.length; i += 2) {
        const [when, value] = [given[i], given[i + 1]];
        if (when && value) branches.push({ when: readTruth(when), value: readValue(value) });
      }
      const last = given.length % 2 === 1 ? given.at(-1) : undefined;
      return { kind: "case", branches, otherwise: last ? readValue(last) : null };
    }
    default:
      throw new Error(`there is no ${name || "such"}(); known: coalesce, nullif, case`);
  }
}

function readTruth(tree: Expression): MeasureTruth {
  const node = tree as CoreExpression;
  if (node.type === "UnaryExpression" && node.operator === "!")
    return { kind: "not", of: readTruth(node.argument) };
  if (node.type === "BinaryExpression") {
    if (node.operator === "&&" || node.operator === "||") {
      const kind = node.operator === "&&" ? "and" : "or";
      return { kind, of: [readTruth(node.left), readTruth(node.right)] };
    }
    const op = one(COMPARISONS, node.operator);
    if (op) return { kind: "compare", op, left: readValue(node.left), right: readValue(node.right) };
  }
  throw new Error("a condition compares two values (< <= > >= == !=), joined by && || !");
}

/** The measures an expression names. */
export function measuresOf(expression: MeasureExpression): string[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "measure":
      return [expression.name];
    case "arithmetic":
      return [...measuresOf(expression.left), ...measuresOf(expression.right)];
    case "negate":
      return measuresOf(expression.of);
    case "nullif":
      return [...measuresOf(expression.of), ...measuresOf(expression.value)];
    case "coalesce":
      return expression.of.flatMap(measuresOf);
    case "case":
      return [
        ...expression.branches.flatMap(({ when, value }) => [...measuresOfTruth(when), ...measuresOf(value)]),
        ...(expression.otherwise ? measuresOf(expression.otherwise) : []),
      ];
  }
}

function measuresOfTruth(truth: MeasureTruth): string[] {
  if (truth.kind === "compare") return [...measuresOf(truth.left), ...measuresOf(truth.right)];
  if (truth.kind === "not") return measuresOfTruth(truth.of);
  return truth.of.flatMap(measuresOfTruth);
}
