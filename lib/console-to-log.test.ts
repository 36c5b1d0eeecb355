import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";

let sendConsoleToLog: typeof import("@/lib/console-to-log").sendConsoleToLog;
let log: typeof import("@/lib/log").log;
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    APP_SECRET: "test-secret-test-secret-test-secret-1234",
    LOG_LEVEL: "silent",
  });
  ({ sendConsoleToLog } = await import("@/lib/console-to-log"));
  ({ log } = await import("@/lib/log"));
});
afterEach(() => {
  vi.restoreAllMocks();
});

function printer() {
  const target = { error: (..._: unknown[]) => {}, warn: (..._: unknown[]) => {} };
  const error = vi.spyOn(log, "error");
  const warn = vi.spyOn(log, "warn");
  sendConsoleToLog(target);
  return { target, error, warn };
}
const failed = () =>
  new DrizzleQueryError("select 1 where email = $1", ["somebody@example.com"], new Error("gone"));

describe("sendConsoleToLog", () => {
  it("keeps errors as errors, which the log describes without a statement's values", () => {
    const { target, error } = printer();
    const thrown = failed();
    target.error("\u001b[31m⨯\u001b[39m", thrown);
    expect(error.mock.calls).toEqual([[{ requestId: undefined, err: thrown }, "⨯"]]);
  });

  it("leaves to the request's own entry what Next prints of it", () => {
    const { target, error } = printer();
    target.error("⨯", Object.assign(failed(), { digest: "3945346521" }));
    expect(error).not.toHaveBeenCalled();
  });

  it("takes text, and no objects whosever data they hold", () => {
    const { target, warn } = printer();
    target.warn("Something is odd:", { email: "somebody@example.com" });
    target.warn("");
    expect(warn.mock.calls).toEqual([[{ requestId: undefined }, "Something is odd:"]]);
  });
});
