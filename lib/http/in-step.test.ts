import { describe, expect, it } from "vitest";
import { inStep } from "@/lib/http/in-step";

describe("inStep", () => {
  it("lets those of one moment go on together, after what has arrived, and the next ones later", async () => {
    const said: string[] = [];
    const first = inStep();
    setImmediate(() => said.push("after them"));
    await Promise.all(
      ["a", "b"].map(async (name) => {
        await inStep();
        said.push(`${name} 1`);
        await null;
        said.push(`${name} 2`);
      }),
    );
    expect(said.slice(0, 4)).toEqual(["a 1", "b 1", "a 2", "b 2"]);
    const next = inStep();
    expect(next).not.toBe(first);
    await next;
    expect(said.at(-1)).toBe("after them");
  });
});
