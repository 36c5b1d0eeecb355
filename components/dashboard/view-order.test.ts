import { expect, it } from "vitest";
import { neighbourOf, OWN_STATE, viewOrder } from "@/components/dashboard/view-order";

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
