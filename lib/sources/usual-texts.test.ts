import { expect, test } from "vitest";
import { UsualTexts } from "@/lib/sources/usual-texts";

test("what is asked a second time is usual, up to a number of texts", () => {
  const texts = new UsualTexts(2, 1_000, () => 0);
  expect(["a", "b", "c", "a", "b", "c", "c", "a"].map((text) => texts.ask(text))).toEqual([
    false,
    false,
    false,
    true,
    true,
    false,
    false,
    true,
  ]);
});

test("all is forgotten when connections have come to their end; others may be usual then", () => {
  let now = 5_000;
  const texts = new UsualTexts(1, 1_000, () => now);
  expect([texts.ask("a"), texts.ask("a"), texts.ask("b"), texts.ask("b")]).toEqual([
    false,
    true,
    false,
    false,
  ]);
  now = 6_000;
  expect([texts.ask("b"), texts.ask("b"), texts.ask("a")]).toEqual([false, true, false]);
});

test("of texts that come once only the latest are remembered", () => {
  const texts = new UsualTexts(10, 1_000, () => 0);
  for (let i = 0; i <= 1_000; i += 1) texts.ask(String(i));
  expect([texts.ask("1000"), texts.ask("0")]).toEqual([true, false]);
});
