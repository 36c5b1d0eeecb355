import { describe, expect, it } from "vitest";
import { matchShortcut, type Press, SHORTCUT_NAMES, SHORTCUTS } from "@/components/layout/shortcuts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  typing: false,
  composing: false,
  ...more,
});

describe("the keyboard map", () => {
  it("names single keys, chords and sequences", () => {
    expect(matchShortcut(press("r"), []).name).toBe("refresh");
    expect(matchShortcut(press("?"), []).name).toBe("help");
    expect(matchShortcut(press("k", { metaKey: true }), []).name).toBe("search");
    expect(matchShortcut(press("K", { ctrlKey: true }), []).name).toBe("search");
    const first = matchShortcut(press("g"), []);
    expect(first).toEqual({ name: null, waiting: ["g"] });
    expect(matchShortcut(press("h"), first.waiting).name).toBe("home");
  });

  it("starts anew when a sequence is not completed", () => {
    expect(matchShortcut(press("r"), ["g"]).name).toBe("refresh");
    expect(matchShortcut(press("g"), ["g"]).waiting).toEqual(["g"]);
    expect(matchShortcut(press("h"), []).name).toBeNull();
  });

  it("takes a key for its place when the layout is Korean", () => {
    expect(matchShortcut(press("ㄱ", { code: "KeyR" }), []).name).toBe("refresh");
    expect(matchShortcut(press("ㅏ", { code: "KeyK", ctrlKey: true }), []).name).toBe("search");
  });

  it("leaves typing and composing alone", () => {
    expect(matchShortcut(press("r", { typing: true }), []).name).toBeNull();
    expect(matchShortcut(press("k", { metaKey: true, typing: true }), []).name).toBe("search");
    expect(matchShortcut(press("k", { metaKey: true, composing: true }), []).name).toBeNull();
    expect(matchShortcut(press("r", { ctrlKey: true }), []).name).toBeNull();
    expect(matchShortcut(press("r", { altKey: true }), []).name).toBeNull();
  });

  it("holds no shortcut that begins another", () => {
    const written = SHORTCUT_NAMES.map((name) => SHORTCUTS[name].keys.join(" "));
    for (const one of written)
      expect(written.filter((other) => other === one || other.startsWith(`${one} `))).toEqual([one]);
  });
});
