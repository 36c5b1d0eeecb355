import { afterEach, expect, test, vi } from "vitest";
import { askApi } from "./ask-api";

const answer = (body: string, init: ResponseInit = {}) => {
  const called = vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, init)));
  vi.stubGlobal("fetch", called);
  return called;
};
afterEach(() => vi.unstubAllGlobals());

test("data come out of the envelope; JSON goes in as JSON", async () => {
  const called = answer('{"status":true,"data":{"a":1}}');
  expect(await askApi("/x", { method: "PUT", json: { b: "ㄱ" } })).toEqual({ data: { a: 1 }, error: null });
  expect(called).toHaveBeenCalledWith("/x", {
    method: "PUT",
    body: '{"b":"ㄱ"}',
    headers: { "content-type": "application/json" },
  });
});

test("a file goes as it is", async () => {
  const called = answer('{"status":true,"data":null}');
  const file = new Blob(["x"], { type: "image/png" });
  await askApi("/x", { method: "PUT", body: file });
  expect(called).toHaveBeenCalledWith("/x", { method: "PUT", body: file });
});

test("a refusal keeps its code, words, details and the request's id", async () => {
  answer('{"status":false,"error":{"code":"CONFLICT_001","message":"m","details":{"currentVersion":3}}}', {
    status: 409,
    headers: { "x-request-id": "r1" },
  });
  expect(await askApi("/x")).toEqual({
    data: null,
    error: { code: "CONFLICT_001", message: "m", details: { currentVersion: 3 }, id: "r1" },
  });
});

test("no answer, and one that is no envelope, have no words of their own", async () => {
  answer("<html>", { status: 502, headers: { "x-request-id": "r2" } });
  expect((await askApi("/x")).error).toEqual({ code: "INTERNAL", message: "", id: "r2" });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect((await askApi("/x")).error).toEqual({ code: "INTERNAL", message: "", id: null });
});

test("what is aborted rejects", async () => {
  const controller = new AbortController();
  controller.abort();
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("", "AbortError")));
  await expect(askApi("/x", { signal: controller.signal })).rejects.toThrow();
});
