import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, it } from "vitest";
import { mergeClasses } from "@/components/ui/merge-classes";

// Our sizes look like colours to tailwind-merge (`text-12`, `text-ink`) until it is told their names.
const reference = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "15", "20", "24"],
      radius: ["1", "tag", "2", "3", "4"],
      shadow: ["1", "pop", "frozen"],
    },
  },
});

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["components", "app"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => readFileSync(path.join(root, folder, file), "utf8")),
);
const words = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g)].flatMap(([, quoted, ticked]) =>
      (quoted ?? ticked ?? "").split(/\s+/).filter((word) => /^[-a-z@*[(][^\s${}]*$/.test(word)),
    ),
  ),
);
/** Without `hover:` and the like, which say when and not what. */
const utility = (word: string) => word.replace(/^(?:[^[\](){}:]|\[[^\]]*\]|\([^)]*\))*:/g, "");
/** What tailwind-merge knows as classes: of two that are the same it keeps one. Words it takes for classes by their beginning alone are none. */
const NONE = /^(font-(family|size|weight)|inline|table|collapse|block|static|fixed|italic)$/;
const classes = [...new Set([...words].map(utility))].filter(
  (word) => word !== "" && !NONE.test(word) && reference(`${word} ${word}`) === word,
);

/** Clamped text hides what overflows in either direction; tailwind-merge keeps the earlier word for one of them. */
const BETTER = /^overflow-[xy]-\S+ line-clamp-/;

it("lets the same of any two classes of the sources win as tailwind-merge does", () => {
  expect(classes.length).toBeGreaterThan(400);
  const differ: string[] = [];
  for (const first of classes)
    for (const second of classes) {
      const both = `${first} ${second}`;
      if (first !== second && !BETTER.test(both) && mergeClasses(both) !== reference(both)) differ.push(both);
    }
  expect(differ).toEqual([]);
}, 60_000);

it.each([
  ["hover:p-2 p-4", "hover:p-2 p-4"],
  ["pointer-coarse:h-11 h-9 pointer-coarse:h-8", "h-9 pointer-coarse:h-8"],
  ["max-[480px]:[&>svg]:p-1 max-[480px]:[&>svg]:px-2 max-[480px]:[&>svg]:p-3", "max-[480px]:[&>svg]:p-3"],
  ["pt-1 pr-1 px-2", "pt-1 px-2"],
  ["px-2 pr-1", "px-2 pr-1"],
  ["group/row  ours\n group/row p-1", "group/row ours group/row p-1"],
  ["", ""],
])("%s becomes %s", (given, wanted) => {
  expect(mergeClasses(given)).toBe(wanted);
  expect(reference(given)).toBe(wanted);
});
