import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave, type SaveOutcome, type SaveState } from "@/components/dashboard/editor/safe/autosave";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that answers what it is told to, and what it was sent. */
function house(answers: (SaveOutcome | Promise<SaveOutcome>)[] = []) {
  const sent: { document: string; revision: number | null; leaving: boolean }[] = [];
  const states: SaveState[] = [];
  const saving = new Autosave<string>({
    document: "published",
    revision: null,
    at: null,
    save: async (document, revision, leaving) => {
      sent.push({ document, revision, leaving });
      return (
        (await answers.shift()) ?? { kind: "saved", revision: (revision ?? 0) + 1, at: `t${sent.length}` }
      );
    },
    onState: (state) => states.push(state),
    delay: 1_000,
    retries: [1_000, 4_000],
  });
  return { saving, sent, states };
}

describe("Autosave", () => {
  it("saves once, a second after the last of many changes", async () => {
    const { saving, sent, states } = house();
    for (const document of ["a", "b", "c"]) {
      saving.change(document);
      await vi.advanceTimersByTimeAsync(900);
    }
    expect(sent).toEqual([]);
    expect(saving.dirty).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([{ document: "c", revision: null, leaving: false }]);
    expect(states.at(-1)).toEqual({ kind: "saved", at: "t1" });
    expect(saving.dirty).toBe(false);
    saving.change("d");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.at(-1)).toMatchObject({ document: "d", revision: 1 });
  });

  it("never sends two at once, and sends what came meanwhile after", async () => {
    let answer: (outcome: SaveOutcome) => void = () => {};
    const { saving, sent, states } = house([
      new Promise((resolve) => {
        answer = resolve;
      }),
    ]);
    saving.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    saving.change("b");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.map(({ document }) => document)).toEqual(["a"]);
    answer({ kind: "saved", revision: 1, at: "t" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.at(-1)).toEqual({ document: "b", revision: 1, leaving: false });
    expect(states.at(-1)).toMatchObject({ kind: "saved" });
  });

  it("tries again while there is no connection, ever less often, at once when it is back", async () => {
    const offline: SaveOutcome = { kind: "offline" };
    const { saving, sent, states } = house([offline, offline, offline, offline]);
    saving.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toEqual({ kind: "offline" });
    saving.change("b");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(3);
    expect(saving.dirty).toBe(true);
    saving.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent.at(-1)).toMatchObject({ document: "b", revision: null });
    expect(states.at(-1)).toMatchObject({ kind: "saved" });
  });

  it("waits for a person where another tab saved, and saves over it only when told to", async () => {
    const { saving, sent, states } = house([{ kind: "conflict", currentRevision: 7 }]);
    saving.change("mine");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toEqual({ kind: "conflict", currentRevision: 7 });
    saving.change("mine too");
    saving.leave();
    expect(await saving.flush()).toMatchObject({ kind: "conflict" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(await saving.overwrite()).toMatchObject({ kind: "saved" });
    expect(sent.at(-1)).toMatchObject({ document: "mine too", revision: 7 });
  });

  it("takes another document for what is saved, and an answer about the one before for nothing", async () => {
    let answer: (outcome: SaveOutcome) => void = () => {};
    const { saving, sent } = house([
      { kind: "saved", revision: 1, at: "t" },
      new Promise((resolve) => {
        answer = resolve;
      }),
    ]);
    saving.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    saving.change("b");
    await vi.advanceTimersByTimeAsync(1_000);
    saving.adopt("published anew", null);
    saving.change("published anew");
    answer({ kind: "conflict", currentRevision: null });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saving.dirty).toBe(false);
    expect(sent).toHaveLength(2);
    saving.change("c");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.at(-1)).toEqual({ document: "c", revision: null, leaving: false });
  });

  it("sends what is not saved when the page goes, and nothing when it is", async () => {
    const { saving, sent } = house();
    saving.leave();
    expect(sent).toEqual([]);
    saving.change("a");
    saving.leave();
    expect(sent).toEqual([{ document: "a", revision: null, leaving: true }]);
  });

  it("says what was refused and does not try again by itself", async () => {
    const { saving, sent, states } = house([{ kind: "refused", message: "no" }]);
    saving.change("a");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: "refused", message: "no" });
    expect(saving.dirty).toBe(true);
    saving.change("b");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(2);
  });

  it("sends what came meanwhile after the one under way when the page goes, as its revision", async () => {
    let answer: (outcome: SaveOutcome) => void = () => {};
    const { saving, sent } = house([
      new Promise((resolve) => {
        answer = resolve;
      }),
    ]);
    saving.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    saving.change("b");
    saving.leave();
    saving.stop();
    expect(sent).toHaveLength(1);
    answer({ kind: "saved", revision: 4, at: "t" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.slice(1)).toEqual([{ document: "b", revision: 4, leaving: true }]);
  });

  it("sends once for two who want it saved at once", async () => {
    let answer: (outcome: SaveOutcome) => void = () => {};
    const { saving, sent } = house([
      new Promise((resolve) => {
        answer = resolve;
      }),
    ]);
    saving.change("a");
    const first = saving.flush();
    saving.change("b");
    const both = [first, saving.flush(), saving.flush()];
    answer({ kind: "saved", revision: 1, at: "t" });
    await Promise.all(both);
    expect(sent.map(({ document, revision }) => [document, revision])).toEqual([
      ["a", null],
      ["b", 1],
    ]);
    expect(saving.dirty).toBe(false);
  });

  it("waits for a person where a publication met another tab's draft", async () => {
    const { saving, sent, states } = house();
    saving.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saving.revision).toBe(1);
    saving.meet(6);
    saving.change("b");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: "conflict", currentRevision: 6 });
    await saving.overwrite();
    expect(sent.at(-1)).toMatchObject({ document: "b", revision: 6 });
    saving.meet(9);
    expect(await saving.overwrite()).toMatchObject({ kind: "saved" });
    expect(sent.at(-1)).toMatchObject({ document: "b", revision: 9 });
  });

  it("goes on by itself once somebody signed in again", async () => {
    const ended: SaveOutcome = { kind: "signedOut" };
    const { saving, sent, states } = house([ended]);
    expect(saving.endSession()).toBe(false);
    saving.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toEqual(ended);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toMatchObject({ kind: "saved" });
    // Heard from another part of the page first.
    saving.change("b");
    expect(saving.endSession()).toBe(true);
    expect(states.at(-1)).toEqual(ended);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.at(-1)).toMatchObject({ document: "b", revision: 1 });
    expect(saving.dirty).toBe(false);
  });
});
