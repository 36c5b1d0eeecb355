import { expect, test } from "vitest";
import { SignedStore } from "@/lib/cache/signed-store";

function memory() {
  const values = new Map<string, Uint8Array>();
  const store = {
    get: async (key: string) => values.get(key) ?? null,
    set: async (key: string, value: Uint8Array) => {
      values.set(key, value);
    },
  };
  return { values, store };
}
const VALUE = Uint8Array.from([1, 2, 3]);

test("what was put in comes out", async () => {
  const { store } = memory();
  const signed = new SignedStore(store, "secret");
  await signed.set("a", VALUE, 1000);
  expect([...((await signed.get("a")) ?? [])]).toEqual([1, 2, 3]);
  await signed.set("empty", new Uint8Array(), 1000);
  expect((await signed.get("empty"))?.byteLength).toBe(0);
  expect(await signed.get("b")).toBeNull();
});

test("what others put in, changed or moved does not", async () => {
  const { store, values } = memory();
  const signed = new SignedStore(store, "secret");
  await signed.set("a", VALUE, 1000);
  const good = values.get("a") ?? VALUE;
  for (let i = 0; i < good.length; i++) {
    const changed = Uint8Array.from(good);
    changed[i] = (changed[i] ?? 0) ^ 1;
    values.set("a", changed);
    expect(await signed.get("a")).toBeNull();
  }
  values.set("b", good);
  expect(await signed.get("b")).toBeNull();
  values.set("a", good.subarray(0, 31));
  expect(await signed.get("a")).toBeNull();
  values.set("a", good);
  expect(await new SignedStore(store, "another").get("a")).toBeNull();
  expect(await signed.get("a")).not.toBeNull();
});
