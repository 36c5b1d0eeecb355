/** A plan in lines, for people. Pure. */
import type { CodePlan, Drift, PlannedDashboard } from "@/lib/dashboards/code/schema";
import type { SpecChange } from "@/lib/dashboards/diff/diff-specs";

export interface PrintOptions {
  colours: boolean;
  /** What a widget is called in the file; undefined where it has no title. */
  titleOf: (slug: string, widget: string) => string | undefined;
}

const PAINT = { green: 32, red: 31, yellow: 33, dim: 2, bold: 1 } as const;
type Paint = (colour: keyof typeof PAINT, text: string) => string;

const MOST_LETTERS = 70;

/** A value as short as it can be told. */
function valueText(value: unknown): string {
  if (typeof value === "object" && value !== null && "x" in value && "w" in value) {
    const { x, y, w, h, page } = value as Record<string, unknown>;
    return `${w}×${h} at ${x},${y}${page === undefined ? "" : ` on ${page}`}`;
  }
  const text =
    typeof value === "string" && /^[\p{L}\p{N}][^\n]*$/u.test(value) ? value : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
}

const SIGNS = { added: "+", removed: "-", changed: "~", moved: "~" } as const;
const COLOURS = { added: "green", removed: "red", changed: "yellow", moved: "yellow" } as const;

/** What is about what: `widget daily “By day”`, `control channel`. */
function partText({ part, id, before, after }: SpecChange, title: string | undefined): string {
  if (id === undefined) return part === "layout" ? "canvas" : part;
  const own = (after ?? before) as { title?: unknown; type?: unknown } | undefined;
  const called = title ?? (typeof own?.title === "string" ? own.title : undefined);
  return `${part} ${id}${called ? ` “${called}”` : ""}`;
}

function changeText(change: SpecChange, title: string | undefined, paint: Paint): string {
  const { kind, path, before, after } = change;
  const sign = paint(COLOURS[kind], SIGNS[kind]);
  const what = `${sign} ${partText(change, title)}`;
  if (path === "") return what;
  if (path === "order") return `${what}: place ${Number(before) + 1} -> ${Number(after) + 1}`;
  const old = before === undefined ? "" : paint("red", valueText(before));
  const now = after === undefined ? paint("dim", "left out") : paint("green", valueText(after));
  return `${what}: ${path}: ${old ? `${old} -> ` : ""}${now}`;
}

function driftLines(
  { from, version, by, at, origin, changes }: Drift,
  tell: (change: SpecChange) => string,
  paint: Paint,
) {
  const who = by ?? (origin === "user" ? "somebody who is gone" : origin);
  const when = at.replace("T", " ").replace(/:\d\d\.\d+Z$/, " UTC");
  return [
    paint(
      "red",
      from === null
        ? `! the file never read what it would overwrite: version ${version} by ${who}, ${when}`
        : `! published otherwise: version ${version} by ${who}, ${when}; since version ${from}:`,
    ),
    ...changes.map((change) => `    ${tell(change)}`),
  ];
}

const HEADS = {
  create: ["green", "+", "is made"],
  update: ["yellow", "~", "changes"],
  delete: ["red", "-", "goes into the bin"],
  unchanged: ["dim", "=", "stays"],
} as const;

function dashboardLines(planned: PlannedDashboard, { titleOf }: PrintOptions, paint: Paint): string[] {
  const { slug, name, file, action, version, changes, drift } = planned;
  const [colour, sign, words] = HEADS[action];
  const tell = (change: SpecChange) =>
    changeText(change, change.part === "widget" && change.id ? titleOf(slug, change.id) : undefined, paint);
  const head = `${paint(colour, sign)} ${paint("bold", slug)} “${name}” ${words}`;
  return [
    `${head}${file === null ? "" : paint("dim", ` (${file}${version === null ? "" : `, version ${version}`})`)}`,
    ...changes.map((change) => `    ${tell(change)}`),
    ...(action === "update" && changes.length === 0 ? ["    parts of it are broken where it is stored"] : []),
    ...(drift ? driftLines(drift, tell, paint).map((line) => `  ${line}`) : []),
  ];
}

/** The plan's lines: what changes, what is in its way, and what it comes to. */
export function printPlan(plan: CodePlan, options: PrintOptions): string[] {
  const paint: Paint = (colour, text) => (options.colours ? `\x1b[${PAINT[colour]}m${text}\x1b[0m` : text);
  const changing = plan.dashboards.filter(({ action }) => action !== "unchanged");
  const count = (action: PlannedDashboard["action"]) =>
    plan.dashboards.filter((planned) => planned.action === action).length;
  const sum = `${count("create")} to make, ${count("update")} to change, ${count("delete")} to delete, ${count("unchanged")} as they are`;
  return [
    ...changing.flatMap((planned) => dashboardLines(planned, options, paint)),
    ...plan.problems.map(
      ({ file, line, path, message }) =>
        `${paint("red", "✗")} ${file}${line === null ? "" : `:${line}`}  ${path ? `${path}: ` : ""}${message}`,
    ),
    ...(plan.absent.length > 0
      ? [paint("dim", `In no file any more, will be deleted with --prune: ${plan.absent.join(", ")}`)]
      : []),
    plan.problems.length > 0 ? paint("red", `${sum}; ${plan.problems.length} faults`) : sum,
  ];
}

/** What `plan` exits with: 0 nothing to do, 2 something, 1 something in its way. */
export function exitCode({ dashboards, problems }: CodePlan, force = false): 0 | 1 | 2 {
  if (problems.length > 0 || (!force && dashboards.some(({ drift }) => drift))) return 1;
  return dashboards.some(({ action }) => action !== "unchanged") ? 2 : 0;
}
