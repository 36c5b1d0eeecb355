import type { SpecChange } from "@/lib/dashboards/diff/diff-specs";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { type Locale, localText } from "@/lib/format/format";

/** Fields with a name of their own on the screen, by the first step of their path; others are called as YAML calls them. */
export const NAMED_FIELDS = [
  "name",
  "title",
  "label",
  "description",
  "folder",
  "tags",
  "isPublic",
  "dataset",
  "dimension",
  "dimensions",
  "measures",
  "goals",
  "filters",
  "ignores",
  "crossFilter",
  "drillThrough",
  "staleMinutes",
  "chart",
  "config",
  "text",
  "default",
  "options",
  "width",
  "grid",
  "phone",
  "groups",
  "locked",
  "box",
  "order",
] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];

/** A path as `Chart · measure`: what is known by name, and the rest as YAML has it. */
export function fieldOf(path: string): { named: NamedField | null; rest: string } {
  const [head = "", ...rest] = path.split(".");
  const named = NAMED_FIELDS.find((name) => name === head) ?? null;
  return { named, rest: (named ? rest : [head, ...rest]).join(".") };
}

const LONGEST = 80;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value in a line: texts in the reader's language, places as `x, y · w × h`, what is long cut. Undefined: nothing was said. */
export function valueText(value: unknown, locale: Locale): string {
  if (value === undefined || value === null) return "–";
  const text = isRecord(value) ? recordText(value, locale) : plainText(value, locale);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function plainText(value: unknown, locale: Locale): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.every((item) => typeof item !== "object") ? value.join(", ") : shortJson(value, locale);
}

function recordText(value: Record<string, unknown>, locale: Locale): string {
  const { en, ko, x, y, w, h, page } = value;
  if (typeof en === "string" && typeof ko === "string") return locale === "en" ? en : ko;
  if ([x, y, w, h].every((side) => typeof side === "number"))
    return `${x}, ${y} · ${w} × ${h}${typeof page === "string" ? ` · ${page}` : ""}`;
  return shortJson(value, locale);
}

/** As YAML would write it on one line, with texts in one language. */
function shortJson(value: unknown, locale: Locale): string {
  if (Array.isArray(value)) return `[${value.map((item) => shortJson(item, locale)).join(", ")}]`;
  if (!isRecord(value)) return typeof value === "string" ? value : JSON.stringify(value);
  const { en, ko } = value;
  if (typeof en === "string" && typeof ko === "string") return locale === "en" ? en : ko;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${shortJson(inner, locale)}`)
    .join(", ")}}`;
}

export interface ChangedPart {
  part: SpecChange["part"];
  id: string | undefined;
  /** What it is called: as it is called now, or was. */
  title: string;
  changes: SpecChange[];
}

function titleOf({ part, id }: SpecChange, specs: readonly DashboardSpec[], locale: Locale): string {
  for (const { widgets, pages, controls } of specs) {
    const named =
      part === "widget"
        ? widgets.find((widget) => widget.id === id)?.title
        : part === "page"
          ? pages?.find((page) => page.id === id)?.title
          : part === "control"
            ? controls.flatMap((control) =>
                control.type !== "date_range" && control.name === id ? (control.label ?? []) : [],
              )[0]
            : undefined;
    if (named !== undefined) return localText(named, locale);
  }
  return id ?? "";
}

/** Changes by the part they are of, in the order they come. */
export function changedParts(
  changes: readonly SpecChange[],
  { before, after }: { before: DashboardSpec; after: DashboardSpec },
  locale: Locale,
): ChangedPart[] {
  const parts = new Map<string, ChangedPart>();
  for (const change of changes) {
    const key = `${change.part} ${change.id ?? ""}`;
    const known = parts.get(key);
    if (known) known.changes.push(change);
    else
      parts.set(key, {
        part: change.part,
        id: change.id,
        title: titleOf(change, [after, before], locale),
        changes: [change],
      });
  }
  return [...parts.values()];
}
