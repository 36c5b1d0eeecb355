/** Reads and reckons the formulas of rules as Excel does, empty cells, texts among numbers and errors too. For tests. */

export type Value = number | string | boolean | null;
/** A formula's outcome: errors are values that pass through. */
export class Fault {}
type Outcome = Value | Fault;
const ERROR = new Fault();

type Node = { value: Value } | { column: string; fixed: boolean; row: number } | { call: string; of: Node[] };

const TOKEN = /\s*("(?:[^"]|"")*"|\d+(?:\.\d+)?(?:E[+-]?\d+)?|\$?[A-Z]+\d+|[A-Z]+|<=|>=|<>|[-<>=&/(),])/y;
const LEVELS = [["=", "<>", "<", "<=", ">", ">="], ["&"], ["/"]];

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match?.[1]) throw new Error(`no formula from ${at}: ${text}`);
    found.push(match[1]);
  }
  return found;
}

/** @throws where the text is no formula of the kind that rules have */
export function parseFormula(text: string): Node {
  const left = tokens(text);
  const expect = (token: string) => {
    const next = left.shift();
    if (next !== token) throw new Error(`${token} expected, not ${next}: ${text}`);
  };
  const single = (): Node => {
    const token = left.shift() ?? "";
    if (token === "(") {
      const inner = infix(0);
      expect(")");
      return inner;
    }
    if (token === "-") return { call: "-", of: [single()] };
    if (token.startsWith('"')) return { value: token.slice(1, -1).replaceAll('""', '"') };
    if (/^\d/.test(token)) return { value: Number(token) };
    if (token === "TRUE" || token === "FALSE") return { value: token === "TRUE" };
    const cell = /^(\$?)([A-Z]+)(\d+)$/.exec(token);
    if (cell) return { fixed: cell[1] === "$", column: cell[2] ?? "", row: Number(cell[3]) };
    if (!/^[A-Z]+$/.test(token)) throw new Error(`${token} begins nothing: ${text}`);
    expect("(");
    const of: Node[] = [infix(0)];
    while (left[0] === ",") {
      left.shift();
      of.push(infix(0));
    }
    expect(")");
    return { call: token, of };
  };
  const infix = (level: number): Node => {
    const operators = LEVELS[level];
    if (!operators) return single();
    let node = infix(level + 1);
    while (left[0] !== undefined && operators.includes(left[0])) {
      const call = left.shift() ?? "";
      node = { call, of: [node, infix(level + 1)] };
    }
    return node;
  };
  const node = infix(0);
  if (left.length > 0) throw new Error(`${left.join(" ")} left over: ${text}`);
  return node;
}

const kind = (value: Value) => (typeof value === "boolean" ? 2 : typeof value === "string" ? 1 : 0);

/** Numbers before texts before truths; nothing is 0, "" or FALSE, as what it stands against. */
export function compareAsExcel(a: Value, b: Value): number {
  const fill = (value: Value, other: Value): Value =>
    value !== null ? value : typeof other === "string" ? "" : typeof other === "boolean" ? false : 0;
  const [x, y] = [fill(a, b), fill(b, a)];
  if (kind(x) !== kind(y)) return kind(x) - kind(y);
  if (typeof x === "string" && typeof y === "string") {
    const [p, q] = [x.toLowerCase(), y.toLowerCase()];
    return p < q ? -1 : p > q ? 1 : 0;
  }
  return Number(x) - Number(y);
}

const textOf = (value: Value) =>
  value === null ? "" : typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : String(value);

function numberOf(value: Value): number | Fault {
  if (typeof value !== "string") return Number(value);
  const plain = value.replace(/,(?=\d{3})/g, "");
  return value.trim() !== "" && /^[-+]?\d+(\.\d+)?(E[-+]?\d+)?%?$/i.test(plain)
    ? plain.endsWith("%")
      ? Number(plain.slice(0, -1)) / 100
      : Number(plain)
    : ERROR;
}

function truth(value: Value): boolean | Fault {
  return typeof value === "string" ? ERROR : Boolean(value);
}

const day = (serial: number) =>
  new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400_000)).toISOString();

const FUNCTIONS: Record<string, (...values: Value[]) => Outcome> = {
  "=": (a, b) => compareAsExcel(a ?? null, b ?? null) === 0,
  "<>": (a, b) => compareAsExcel(a ?? null, b ?? null) !== 0,
  "<": (a, b) => compareAsExcel(a ?? null, b ?? null) < 0,
  "<=": (a, b) => compareAsExcel(a ?? null, b ?? null) <= 0,
  ">": (a, b) => compareAsExcel(a ?? null, b ?? null) > 0,
  ">=": (a, b) => compareAsExcel(a ?? null, b ?? null) >= 0,
  "&": (a, b) => textOf(a ?? null) + textOf(b ?? null),
  "-": (a) => {
    const number = numberOf(a ?? null);
    return number instanceof Fault ? number : -number;
  },
  "/": (a, b) => {
    const [x, y] = [numberOf(a ?? null), numberOf(b ?? null)];
    if (x instanceof Fault || y instanceof Fault || y === 0) return ERROR;
    return x / y;
  },
  NOT: (a) => {
    const told = truth(a ?? null);
    return told instanceof Fault ? told : !told;
  },
  ISNUMBER: (a) => typeof a === "number",
  ISBLANK: (a) => a === null,
  EXACT: (a, b) => textOf(a ?? null) === textOf(b ?? null),
  LOWER: (a) => textOf(a ?? null).toLowerCase(),
  FIND: (a, b) => {
    const at = textOf(b ?? null).indexOf(textOf(a ?? null));
    return at < 0 ? ERROR : at + 1;
  },
  VALUE: (a) => numberOf(a ?? null),
  TEXT: (a, pattern) => {
    if (typeof a !== "number") return textOf(a ?? null);
    if (pattern === "yyyy-mm-dd") return day(a).slice(0, 10);
    if (pattern === "yyyy-mm-dd hh:mm:ss") return day(a).slice(0, 19).replace("T", " ");
    throw new Error(`no such pattern: ${pattern}`);
  },
};

/** A formula's outcome. @param cell of a column's letters and a row @param down how far it was moved from where it was written */
export function reckon(node: Node, cell: (column: string, row: number) => Value, down: number): Outcome {
  if ("value" in node) return node.value;
  if ("column" in node) return cell(node.column, node.row + down);
  const part = (i: number): Outcome => {
    const inner = node.of[i];
    if (!inner) throw new Error(`${node.call} lacks a part`);
    return reckon(inner, cell, down);
  };
  if (node.call === "IFERROR") {
    const first = part(0);
    return first instanceof Fault ? part(1) : first;
  }
  if (node.call === "ISNUMBER" && part(0) instanceof Fault) return false;
  if (node.call === "IF") {
    const asked = part(0);
    const told = asked instanceof Fault ? asked : truth(asked);
    return told instanceof Fault ? told : part(told ? 1 : 2);
  }
  const values = node.of.map((_, i) => part(i));
  const fault = values.find((value) => value instanceof Fault);
  // AND and OR look at all of their parts: one error is theirs.
  if (fault) return fault;
  if (node.call === "AND" || node.call === "OR") {
    const told = (values as Value[]).map((value) => (value === null ? node.call === "AND" : truth(value)));
    const bad = told.find((one) => one instanceof Fault);
    if (bad) return bad;
    return node.call === "AND" ? told.every(Boolean) : told.some(Boolean);
  }
  const known = FUNCTIONS[node.call];
  if (!known) throw new Error(`no such function: ${node.call}`);
  return known(...(values as Value[]));
}
