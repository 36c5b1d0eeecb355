import { describe, expect, it } from "vitest";
import { unreadable } from "@/lib/http/unreadable";

describe("unreadable", () => {
  it.each([
    ["GET", "/"],
    ["HEAD", "/d/brand-performance?from=now-7d&a=%"],
    ["POST", "/api/v1/query"],
    ["OPTIONS", "/d/%ED%95%9C%EA%B8%80"],
    ["DELETE", "//evil.example/"],
    ["GET", "/login?next=%E0%A4%A"],
  ])("lets %s %s pass", (method, target) => {
    expect(unreadable(method, target)).toBeNull();
  });

  it.each([
    ["TRACE", "/", 405],
    ["PROPFIND", "/", 405],
    ["get", "/", 405],
    ["GET", "*", 400],
    ["OPTIONS", "*", 400],
    ["GET", "http://evil.example/d/x", 400],
    ["GET", "", 400],
    ["GET", "/d/%E0%A4%A", 400],
    ["GET", "/api/v1/users/%ed%a0%80", 400],
    ["GET", "/%", 400],
    ["GET", "/invite/%ff%fe?x=1", 400],
  ])("answers %s %s itself: %i", (method, target, status) => {
    expect(unreadable(method, target)).toBe(status);
  });
});
