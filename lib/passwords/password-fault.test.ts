import { describe, expect, it } from "vitest";
import { passwordFault } from "@/lib/passwords/password-fault";

const seoyeon = { name: "김서연", email: "seoyeon.kim@lookflex.example" };
const jane = { name: "Jane Fairweather", email: "j.fairweather@example.com" };

describe("passwordFault", () => {
  it.each([
    ["바람이 불어오는 곳 7", seoyeon],
    ["correct horse battery 9", seoyeon],
    ["VXQ3h9Zk2mPqL0", jane],
    ["twelve quiet lamps", jane],
  ])("takes %j", async (password, owner) => {
    expect(await passwordFault(password, owner)).toBeNull();
  });

  it.each([
    ["password1234", "common"],
    ["Password12345!", "common"],
    ["qwertyuiop123", "common"],
    ["aaaaaaaaaaaa", "pattern"],
    ["비밀번호비밀번호비밀번호", "pattern"],
    ["0123456789abcdef", "pattern"],
  ] as const)("calls %j %s", async (password, fault) => {
    expect(await passwordFault(password, jane)).toBe(fault);
  });

  it.each([
    ["우리집 서연 2026 여름밤", seoyeon],
    ["김서연의 아주 긴 비밀번호", seoyeon],
    ["my SEOYEON kitchen lamp", seoyeon],
    ["the fairweather umbrella", jane],
    ["quiet LookFlex evening", jane],
    ["ＬＯＯＫＦＬＥＸ quiet evening", jane],
  ])("finds the owner or the product in %j", async (password, owner) => {
    expect(await passwordFault(password, owner)).toBe("own");
  });

  it("finds the workspace's own name too, written together or not", async () => {
    for (const password of ["quiet northwind evening 7", "quiet North Wind evening 7"])
      expect(await passwordFault(password, jane, "North Wind")).toBe("own");
    expect(await passwordFault("quiet northwind evening 7", jane, "Southwind")).toBeNull();
  });

  it("takes a common syllable for no name", async () => {
    expect(await passwordFault("leaves on a river 9", { name: "Lee", email: "lee@example.com" })).toBeNull();
  });

  it("judges the longest possible without a long search", async () => {
    expect(await passwordFault("ab1!".repeat(64), jane)).toBe("pattern");
  });
});
