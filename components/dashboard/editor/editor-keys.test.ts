import { expect, it } from "vitest";
import { chordOf } from "@/components/dashboard/editor/editor-keys";

const press = (key: string, code: string, mods: string = "", isComposing = false) =>
  chordOf({
    key,
    code,
    ctrlKey: mods.includes("c"),
    metaKey: mods.includes("m"),
    altKey: mods.includes("a"),
    shiftKey: mods.includes("s"),
    isComposing,
  });

it.each([
  ["z", "KeyZ", "c", "mod+z"],
  ["Z", "KeyZ", "ms", "mod+shift+z"],
  ["ㅋ", "KeyZ", "c", "mod+z"],
  ["å", "KeyA", "a", "alt+a"],
  ["]", "BracketRight", "", "]"],
  ["}", "BracketRight", "s", "shift+]"],
  ["ArrowLeft", "ArrowLeft", "s", "shift+ArrowLeft"],
  ["ArrowLeft", "ArrowLeft", "cs", "mod+shift+ArrowLeft"],
  ["+", "Equal", "cs", "mod+shift+="],
  ["?", "Slash", "s", "?"],
  [" ", "Space", "", "Space"],
])("%s at %s with %s is %s", (key, code, mods, chord) => {
  expect(press(key, code, mods)).toBe(chord);
});

it("is nothing while a syllable is composed", () => {
  expect(press("ㅋ", "KeyZ", "", true)).toBeNull();
  expect(press("Process", "KeyZ", "c")).toBeNull();
});
