import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  activeCell,
  addCell,
  type CellSelection,
  edgesAt,
  extendTo,
  isSelected,
  isSingle,
  keepActive,
  lastRange,
  rangeBounds,
  selectCell,
  selectedColumns,
  selectedRows,
} from "./cell-selection";
import { answerPress, type GridPress } from "./move-selection";

const size = { rows: 10, columns: 4 };
const at = (row: number, column: number) => ({ row, column });
const press = (key: string, more: Partial<GridPress> = {}): GridPress => ({
  key,
  code: "",
  shift: false,
  mod: false,
  alt: false,
  composing: false,
  ...more,
});
const go = (selection: CellSelection, ...presses: GridPress[]): CellSelection =>
  presses.reduce((now, one) => {
    const answer = answerPress(one, now, size, 5);
    if (answer?.kind !== "select") throw new Error(`${one.key} selects nothing`);
    return answer.selection;
  }, selection);
const start = selectCell(at(4, 1));
const boundsOf = (selection: CellSelection) => rangeBounds(lastRange(selection));

describe("keys", () => {
  it.each([
    [press("ArrowDown"), at(5, 1)],
    [press("ArrowLeft"), at(4, 0)],
    [press("ArrowUp", { mod: true }), at(0, 1)],
    [press("ArrowRight", { mod: true }), at(4, 3)],
    [press("Home"), at(4, 0)],
    [press("End"), at(4, 3)],
    [press("Home", { mod: true }), at(0, 0)],
    [press("End", { mod: true }), at(9, 3)],
    [press("PageDown"), at(9, 1)],
    [press("PageUp"), at(0, 1)],
  ])("$key goes where it does in a spreadsheet", (one, expected) => {
    const next = go(start, one);
    expect(activeCell(next)).toEqual(expected);
    expect(isSingle(next)).toBe(true);
  });

  it("extends with shift from the corner that moves, while the active cell stays", () => {
    const wide = go(start, press("ArrowDown", { shift: true }), press("End", { shift: true }));
    expect(boundsOf(wide)).toEqual({ top: 4, bottom: 5, left: 1, right: 3 });
    expect(activeCell(wide)).toEqual(at(4, 1));
    expect(boundsOf(go(wide, press("ArrowUp", { shift: true, mod: true })))).toEqual({
      top: 0,
      bottom: 4,
      left: 1,
      right: 3,
    });
    expect(go(wide, press("Escape"))).toEqual(start);
    expect(go(wide, press("ArrowRight"))).toEqual(selectCell(at(4, 2)));
  });

  it("selects rows, columns and everything", () => {
    const two = go(start, press("ArrowDown", { shift: true }));
    expect(boundsOf(go(two, press(" ", { shift: true })))).toEqual({ top: 4, bottom: 5, left: 0, right: 3 });
    expect(boundsOf(go(start, press(" ", { mod: true })))).toEqual({ top: 0, bottom: 9, left: 1, right: 1 });
    for (const all of [press("a", { mod: true }), press("ㅁ", { code: "KeyA", mod: true })])
      expect(boundsOf(go(start, all))).toEqual({ top: 0, bottom: 9, left: 0, right: 3 });
  });

  it("names what is not a move, under a Korean layout too", () => {
    const command = (one: GridPress) => {
      const answer = answerPress(one, start, size, 5);
      return answer?.kind === "command" ? answer.command : null;
    };
    expect(command(press("c", { mod: true }))).toBe("copy");
    expect(command(press("ㅊ", { code: "KeyC", mod: true }))).toBe("copy");
    expect(command(press("ㄹ", { code: "KeyF", mod: true }))).toBe("find");
    expect(command(press("F10", { shift: true }))).toBe("menu");
    expect(command(press("ContextMenu"))).toBe("menu");
    expect(command(press("Enter"))).toBe("open");
    expect(command(press("F2"))).toBe("text");
  });

  it("leaves composing, plain letters, Alt and a lone Escape to others", () => {
    for (const one of [
      press("ArrowDown", { composing: true }),
      press("Enter", { composing: true }),
      press("c", { mod: true, composing: true }),
      press("f"),
      press("r"),
      press("ArrowLeft", { alt: true }),
      press("Escape"),
      press(" "),
      press("Tab"),
    ])
      expect(answerPress(one, start, size, 5), one.key).toBeNull();
    expect(answerPress(press("ArrowDown"), start, { rows: 0, columns: 4 }, 5)).toBeNull();
  });

  it("goes up into the header from the first row only", () => {
    expect(answerPress(press("ArrowUp"), selectCell(at(0, 2)), size, 5)).toEqual({
      kind: "header",
      column: 2,
    });
    expect(answerPress(press("ArrowUp", { shift: true }), selectCell(at(0, 2)), size, 5)?.kind).toBe(
      "select",
    );
  });
});

describe("ranges", () => {
  it("are added and taken away by ctrl", () => {
    const two = addCell(extendTo(start, at(5, 2)), at(8, 3));
    expect(two.ranges).toHaveLength(2);
    expect(activeCell(two)).toEqual(at(8, 3));
    expect(selectedRows(two)).toEqual([4, 5, 8]);
    expect(selectedColumns(two)).toEqual([1, 2, 3]);
    expect(isSelected(two, at(8, 1))).toBe(false);
    expect(addCell(two, at(8, 3)).ranges).toHaveLength(1);
    expect(addCell(start, at(4, 1))).toEqual(start);
  });

  it("have edges, and one active cell survives another grid", () => {
    const range = extendTo(start, at(5, 2));
    expect(edgesAt(range, at(4, 1)).sort()).toEqual(["left", "top"]);
    expect(edgesAt(range, at(7, 1))).toEqual([]);
    expect(keepActive(range, { rows: 2, columns: 1 })).toEqual(selectCell(at(1, 0)));
  });
});

const KEYS = [
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
  "PageUp",
  "PageDown",
  " ",
  "a",
  "Escape",
];

it("never leaves the grid, whatever is pressed, and each cell's selection agrees with rows and columns", () => {
  fc.assert(
    fc.property(
      fc.record({ rows: fc.integer({ min: 1, max: 30 }), columns: fc.integer({ min: 1, max: 8 }) }),
      fc.array(fc.record({ key: fc.constantFrom(...KEYS), shift: fc.boolean(), mod: fc.boolean() }), {
        maxLength: 40,
      }),
      (grid, keys) => {
        let selection = selectCell(at(0, 0));
        for (const one of keys) {
          const answer = answerPress(press(one.key, one), selection, grid, 7);
          if (answer?.kind === "select") selection = answer.selection;
          const { top, bottom, left, right } = boundsOf(selection);
          expect(top >= 0 && bottom < grid.rows && left >= 0 && right < grid.columns).toBe(true);
          expect(isSelected(selection, activeCell(selection))).toBe(true);
          const cells = selectedRows(selection).flatMap((row) =>
            selectedColumns(selection).filter((column) => isSelected(selection, at(row, column))),
          );
          expect(cells).toHaveLength((bottom - top + 1) * (right - left + 1));
        }
      },
    ),
  );
});

it("X filters the other widgets, on a Korean keyboard too and with Shift; chords keep their own meaning", () => {
  const from = selectCell(at(1, 1));
  const grid = { rows: 3, columns: 3 };
  const cross = { kind: "command", command: "cross" };
  expect(answerPress(press("x"), from, grid, 7)).toEqual(cross);
  expect(answerPress(press("ㅌ", { code: "KeyX" }), from, grid, 7)).toEqual(cross);
  expect(answerPress(press("X", { shift: true }), from, grid, 7)).toEqual(cross);
  expect(answerPress(press("x", { mod: true }), from, grid, 7)).toBeNull();
});
