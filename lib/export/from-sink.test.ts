import { expect, test } from "vitest";
import { fromSink } from "@/lib/export/from-sink";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (chunk: Uint8Array) => new TextDecoder().decode(chunk);

test("pieces come in order, each made when the one before was taken", async () => {
  const made: string[] = [];
  const pieces = fromSink(async (sink) => {
    for (const name of ["a", "b", "c"]) {
      made.push(name);
      await sink(bytes(name));
    }
  });
  const seen: string[] = [];
  for await (const piece of pieces) {
    seen.push(text(piece));
    expect(made.length).toBeLessThanOrEqual(seen.length + 1);
  }
  expect(seen).toEqual(["a", "b", "c"]);
});

test("the writer's failure is the reader's, after what came before it", async () => {
  const pieces = fromSink(async (sink) => {
    await sink(bytes("a"));
    throw new Error("broken");
  });
  expect(text((await pieces.next()).value as Uint8Array)).toBe("a");
  await expect(pieces.next()).rejects.toThrow("broken");
});

test("who leaves stops the writer, and waits until it has let go", async () => {
  let ended = "";
  const pieces = fromSink(async (sink, left) => {
    try {
      for (;;) await sink(bytes("more"));
    } finally {
      await Promise.resolve();
      ended = left.aborted ? "left" : "alone";
    }
  });
  await pieces.next();
  await pieces.return(undefined);
  expect(ended).toBe("left");
});

test("a writer that writes nothing gives nothing", async () => {
  const pieces = fromSink(async () => {});
  expect(await pieces.next()).toEqual({ done: true, value: undefined });
});
