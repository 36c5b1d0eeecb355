import { beforeEach, describe, expect, it } from "vitest";
import { KeptTokens } from "@/lib/auth/kept-tokens";

interface Row {
  user: string;
  reading: number;
}
let clock: number;
let heard: boolean;
let readings: number;
let during: () => void;
let tokens: KeptTokens<Row>;
beforeEach(() => {
  clock = 0;
  heard = true;
  readings = 0;
  during = () => {};
  tokens = new KeptTokens<Row>({
    read: async (hash) => {
      readings += 1;
      during();
      return hash === "unknown" ? null : { user: `owner of ${hash}`, reading: readings };
    },
    userOf: ({ user }) => user,
    isHeard: () => heard,
    now: () => clock,
  });
});

describe("a kept token", () => {
  it("is read once", async () => {
    expect(await tokens.find("a")).toEqual(await tokens.find("a"));
    expect(readings).toBe(1);
  });

  it("is read anew once it is old", async () => {
    await tokens.find("a");
    clock = 5_000;
    await tokens.find("a");
    expect(readings).toBe(1);
    clock = 5_001;
    await tokens.find("a");
    expect(readings).toBe(2);
  });

  it("is read each time while changes are not heard, and what was read then is not kept", async () => {
    heard = false;
    await tokens.find("a");
    await tokens.find("a");
    expect(readings).toBe(2);
    heard = true;
    await tokens.find("a");
    expect(readings).toBe(3);
    await tokens.find("a");
    expect(readings).toBe(3);
  });

  it("is not kept where something changed while it was read", async () => {
    during = () => tokens.forget("somebody");
    await tokens.find("a");
    during = () => {};
    await tokens.find("a");
    expect(readings).toBe(2);
  });

  it("is forgotten with its person, and with everybody", async () => {
    await tokens.find("a");
    await tokens.find("b");
    tokens.forget("owner of a");
    expect(await tokens.find("b")).toMatchObject({ reading: 2 });
    expect(await tokens.find("a")).toMatchObject({ reading: 3 });
    tokens.forget(null);
    expect(await tokens.find("b")).toMatchObject({ reading: 4 });
  });

  it("is none that the database does not know", async () => {
    expect(await tokens.find("unknown")).toBeNull();
    expect(await tokens.find("unknown")).toBeNull();
    expect(readings).toBe(2);
  });
});
