import { afterEach, expect, it, vi } from "vitest";
import { askApi, sending } from "@/components/dashboard/ask-api";

afterEach(() => vi.unstubAllGlobals());

const answering = (envelope: unknown) => {
  const ask = vi.fn(async () => Response.json(envelope));
  vi.stubGlobal("fetch", ask);
  return ask;
};

it("hands over what was asked for, and sends JSON", async () => {
  const ask = answering({ status: true, data: null });
  expect(await askApi("/x", sending("PUT", { a: 1 }))).toEqual({ data: null });
  expect(ask).toHaveBeenCalledWith("/x", {
    method: "PUT",
    body: '{"a":1}',
    headers: { "content-type": "application/json" },
  });
});

it("tells a refusal, the end of the session and no answer apart", async () => {
  answering({
    status: false,
    error: { code: "CONFLICT_001", message: "No", details: { currentRevision: 2 } },
  });
  expect(await askApi("/x")).toEqual({
    refused: { code: "CONFLICT_001", message: "No", details: { currentRevision: 2 } },
  });
  answering({ status: false, error: { code: "AUTH_001", message: "Sign in" } });
  expect(await askApi("/x")).toEqual({ signedOut: true });
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("offline");
  });
  expect(await askApi("/x")).toEqual({ refused: { code: "", message: "", details: {} } });
});
