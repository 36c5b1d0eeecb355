/** What two documents differ in, for people to read: in the order a document is read. Pure. */
import type { Control } from "@/lib/dashboards/control";
import { DATE_NAME } from "@/lib/dashboards/control-kinds";
import { isLookedInto, keysOf, sameValue } from "@/lib/dashboards/diff/fields";
import { fillDefaults } from "@/lib/dashboards/diff/fill-defaults";
import type { Box } from "@/lib/dashboards/layout";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec } from "@/lib/dashboards/schema";

export interface SpecChange {
  kind: "added" | "removed" | "changed" | "moved";
  part: "dashboard" | "control" | "page" | "widget" | "layout";
  /** Of a control its name, of the date range `date`; of a page or widget its id. */
  id?: string;
  /**
   * Within the part: `chart.measure`, `config.sort`. Empty where all of it came or went; `box` where a widget lies elsewhere;
   * `order` where it stands elsewhere in its list, by its places from 0.
   */
  path: string;
  before?: unknown;
  after?: unknown;
}

type Part = SpecChange["part"];

/** What a document says of itself, beside its parts and what the server keeps. */
const HEAD = ["slug", "name", "description", "folder", "tags", "schema", "isPublic"] as const;
const CANVAS = ["width", "grid", "phone", "groups", "locked"] as const;

/** The fields in which two values differ. */
function* fieldChanges(
  before: unknown,
  after: unknown,
  path: readonly string[],
): Generator<Omit<SpecChange, "part" | "id">> {
  if (sameValue(before, after)) return;
  if (isLookedInto(path, [before, after])) {
    const [a, b] = [before, after] as Record<string, unknown>[];
    for (const key of keysOf(b, a)) yield* fieldChanges(a?.[key], b?.[key], [...path, key]);
    return;
  }
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  yield {
    kind,
    path: path.join("."),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** Of a sequence of places, those of a longest rising part of it. */
function rising(places: readonly number[]): Set<number> {
  /** For each length, the index whose place ends a rising part of it lowest. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  places.forEach((place, i) => {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((places[ends[middle] as number] as number) < place) low = middle + 1;
      else high = middle;
    }
    before.set(i, ends[low - 1]);
    ends[low] = i;
  });
  const kept = new Set<number>();
  for (let i = ends.at(-1); i !== undefined; i = before.get(i)) kept.add(places[i] as number);
  return kept;
}

function* listChanges<T>(
  part: Part,
  before: readonly T[],
  after: readonly T[],
  idOf: (item: T) => string,
): Generator<SpecChange> {
  const [was, is] = [before, after].map((list) => new Map(list.map((item, i) => [idOf(item), { item, i }])));
  if (!was || !is) return;
  for (const [id, { item }] of was)
    if (!is.has(id)) yield { kind: "removed", part, id, path: "", before: item };
  const stayed = rising([...is.keys()].flatMap((id) => was.get(id)?.i ?? []));
  for (const [id, { item, i }] of is) {
    const old = was.get(id);
    if (!old) {
      yield { kind: "added", part, id, path: "", after: item };
      continue;
    }
    for (const change of fieldChanges(old.item, item, [])) yield { ...change, part, id };
    if (!stayed.has(old.i)) yield { kind: "moved", part, id, path: "order", before: old.i, after: i };
  }
}

/** Where each widget lies, with the page it is on said. */
function boxesOf({ layout, pages }: DashboardSpec): Map<string, Box> {
  return new Map(
    Object.entries(layout.widgets).map(([id, { page, ...place }]) => {
      const on = pageOf(page === undefined ? {} : { page }, pages);
      return [id, on === undefined ? place : { ...place, page: on }];
    }),
  );
}

function* boxChanges(before: DashboardSpec, after: DashboardSpec): Generator<SpecChange> {
  const [was, is] = [boxesOf(before), boxesOf(after)];
  for (const { id } of after.widgets) {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now && !sameValue(old, now))
      yield { kind: "moved", part: "widget", id, path: "box", before: old, after: now };
  }
}

/** A document whose silence is filled in; in no folder and without tags is the same as saying nothing. */
function normal(spec: DashboardSpec): DashboardSpec {
  const { folder, tags, ...rest } = fillDefaults(spec);
  return { ...rest, ...(folder == null ? {} : { folder }), ...(tags && tags.length > 0 ? { tags } : {}) };
}

/** What a control is known by: its name, `date` for the range. */
export const controlId = (control: Control): string =>
  control.type === "date_range" ? DATE_NAME : control.name;

/**
 * What `after` changes of `before`; nothing where both mean the same, however they are written. Widgets and pages are known by
 * their ids, controls by their names.
 */
export function diffSpecs(before: DashboardSpec, after: DashboardSpec): SpecChange[] {
  const [a, b] = [normal(before), normal(after)];
  const head = HEAD.flatMap((key) =>
    [...fieldChanges(a[key], b[key], [key])].map((change) => ({ ...change, part: "dashboard" as const })),
  );
  const canvas = CANVAS.flatMap((key) =>
    [...fieldChanges(a.layout[key], b.layout[key], [key])].map((change) => ({
      ...change,
      part: "layout" as const,
    })),
  );
  const id = (item: { id: string }) => item.id;
  return [
    ...head,
    ...listChanges("page", a.pages ?? [], b.pages ?? [], id),
    ...listChanges("control", a.controls, b.controls, controlId),
    ...listChanges("widget", a.widgets, b.widgets, id),
    ...boxChanges(a, b),
    ...canvas,
  ];
}
