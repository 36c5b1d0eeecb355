import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createEditorStore, type EditorStore } from "@/components/dashboard/editor/editor-store";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec, type Widget } from "@/lib/dashboards/schema";
import { addWidget } from "@/lib/editor/add-widget";
import { ALIGNMENTS, alignWidgets, distributeWidgets } from "@/lib/editor/align-widgets";
import { setGrid, setWidth } from "@/lib/editor/change-canvas";
import { addPage, moveToPage, removePage, renamePage, reorderPage } from "@/lib/editor/change-pages";
import { copyWidgets, duplicateWidgets, pasteWidgets, readClipboard } from "@/lib/editor/copy-widgets";
import { groupWidgets, lockWidgets, ungroupWidgets } from "@/lib/editor/group-widgets";
import { moveWidgets } from "@/lib/editor/move-widgets";
import { ORDERS, orderWidgets } from "@/lib/editor/order-widgets";
import { movePhone, phoneOrder, resetPhone } from "@/lib/editor/phone-order";
import { removeWidgets } from "@/lib/editor/remove-widgets";
import { HANDLES, resizeWidgets } from "@/lib/editor/resize-widgets";

// The store is what is tested, not what draws it.
vi.mock("react", () => ({ createContext: () => null, use: () => null, default: {} }));

const NEW: Widget[] = [
  { id: "new", type: "text", text: "Words" },
  { id: "new", type: "section", title: "Part" },
  { id: "new", type: "kpi", dataset: "sales", measures: ["margin"], filters: [] },
];

/** Numbers that decide what is done to what: of the widgets that are there, of the pages that are there. */
const numbers = { ids: fc.array(fc.nat(30), { maxLength: 5 }), a: fc.integer({ min: -1500, max: 1500 }) };
const given = { ...numbers, b: numbers.a, n: fc.nat(60) };

interface Scene {
  ids: string[];
  page: string | undefined;
  /** One of the pages. */
  other: string;
  a: number;
  b: number;
  n: number;
}
type Recipe = (now: DashboardSpec, scene: Scene) => DashboardSpec;

const one = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const even = ({ n }: Scene) => n % 2 === 0;

const CHANGES: Record<string, Recipe> = {
  add: (now, { page, n }) => addWidget(now, one(NEW, n)!, { page }).spec,
  remove: (now, { ids }) => removeWidgets(now, ids),
  move: (now, { ids, a, b }) => moveWidgets(now, ids, a, b),
  nudge: (now, { ids, n }) => moveWidgets(now, ids, n % 2 === 0 ? 1 : -1, 0),
  resize: (now, { ids, n, a, b }) => resizeWidgets(now, ids, one(HANDLES, n)!, a, b),
  align: (now, { ids, n }) => alignWidgets(now, ids, one(ALIGNMENTS, n)!),
  distribute: (now, scene) => distributeWidgets(now, scene.ids, even(scene) ? "horizontal" : "vertical"),
  order: (now, { ids, n }) => orderWidgets(now, ids, one(ORDERS, n)!),
  group: (now, { ids }) => groupWidgets(now, ids),
  ungroup: (now, { ids }) => ungroupWidgets(now, ids),
  lock: (now, scene) => lockWidgets(now, scene.ids, even(scene)),
  duplicate: (now, { ids, page, n, a, b }) =>
    duplicateWidgets(now, ids, page, n % 2 === 0 ? { dx: a, dy: b } : undefined).spec,
  paste: (now, { ids, page }) => {
    const copied = readClipboard(JSON.stringify(copyWidgets(now, ids)));
    return copied ? pasteWidgets(now, copied, { page }).spec : now;
  },
  addPage: (now, { n }) => addPage(now, { first: "First", next: `Page ${n}` }).spec,
  renamePage: (now, { other, a }) => renamePage(now, other, `Page ${a}`, "ko"),
  removePage: (now, scene) => removePage(now, scene.other, even(scene) ? "move" : "remove"),
  reorderPage: (now, { other, n }) => reorderPage(now, other, (n % 5) - 1),
  moveToPage: (now, { ids, other }) => moveToPage(now, ids, other),
  grid: (now, scene) => setGrid(now, even(scene) ? null : scene.a),
  width: (now, { a }) => setWidth(now, a + 900),
  phone: (now, { page, n, b }) => movePhone(now, page, one(phoneOrder(now, page), n) ?? "", Math.abs(b) % 9),
  resetPhone: (now, { page }) => resetPhone(now, page),
};

const step = fc.record({ name: fc.constantFrom(...Object.keys(CHANGES), "openPage", "settle"), ...given });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(store: EditorStore, { name, ids: numbered, ...rest }: Step): void {
  const { history, page, change, openPage, settle } = store.getState();
  const { widgets, pages = [] } = history.present;
  const ids = [...new Set(numbered.flatMap((i) => one(widgets, i)?.id ?? []))];
  const other = one(pages, rest.n)?.id ?? "none";
  const recipe = CHANGES[name];
  if (recipe)
    change(name, (now) => recipe(now, { ids, page, other, ...rest }), name === "nudge" ? name : undefined);
  else if (name === "openPage") openPage(other);
  else settle();
}

describe("any operations", () => {
  it("leave a valid document each; undoing all is the start, doing all again the end", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const start = sampleSpec();
        const store = createEditorStore(structuredClone(start));
        for (const one of steps) {
          take(store, one);
          const { history, selection, page } = store.getState();
          const read = DashboardSpec.safeParse(history.present);
          expect(read.error?.issues, one.name).toBeUndefined();
          // Nothing is in it that the format would leave out.
          expect(read.data).toEqual(history.present);
          expect(history.present.pages?.map(({ id }) => id).includes(page ?? "") ?? page === undefined).toBe(
            true,
          );
          expect(selection.kind).toBe("dashboard");
        }
        const end = structuredClone(store.getState().history.present);
        const { undo, redo } = store.getState();
        let undone = 0;
        while (store.getState().history.past.length > 0) {
          undo();
          undone++;
        }
        expect(store.getState().history.present).toEqual(start);
        for (let i = 0; i < undone; i++) redo();
        expect(store.getState().history.present).toEqual(end);
        expect(store.getState().history.future).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("never let a widget past the left, the top or the canvas' width", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = createEditorStore(sampleSpec());
        for (const one of steps) take(store, one);
        const { layout } = store.getState().history.present;
        for (const { x, y, w } of Object.values(layout.widgets)) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + w).toBeLessThanOrEqual(layout.width);
        }
      }),
      { numRuns: 200 },
    );
  });
});
