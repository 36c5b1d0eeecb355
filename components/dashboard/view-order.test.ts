import { expect, it } from "vitest";
import { addressOf, freeName, neighbourOf, OWN_STATE, viewOrder } from "@/components/dashboard/view-order";

const views = [
  { id: "s", name: "Shared", scope: "shared" },
  { id: "o", name: null, scope: "personal" },
  { id: "p", name: "Mine", scope: "personal" },
] as const;

it("goes through the views as the switcher lists them, and stops at both ends", () => {
  expect(viewOrder(views)).toEqual([OWN_STATE, "default", "p", "s"]);
  expect(neighbourOf(views, "default", 1)).toBe("p");
  expect(neighbourOf(views, "default", -1)).toBe(OWN_STATE);
  expect(neighbourOf(views, OWN_STATE, -1)).toBe(OWN_STATE);
  expect(neighbourOf(views, "s", 1)).toBe("s");
  expect(neighbourOf([], "default", 1)).toBe("default");
});

it("names one's own state in the address only where another view opens instead", () => {
  expect(addressOf([{ isMyDefault: false }], OWN_STATE)).toBe("");
  expect(addressOf([{ isMyDefault: true }], OWN_STATE)).toBe("own");
  expect(addressOf([{ isMyDefault: true }], "p")).toBe("p");
});

it("finds a name for a copy that none has, in whatever case", () => {
  const write = (number: number) => (number === 1 ? "Mine copy" : `Mine copy ${number}`);
  expect(freeName(["Mine", null], write)).toBe("Mine copy");
  expect(freeName(["MINE COPY", "Mine copy 2"], write)).toBe("Mine copy 3");
});
