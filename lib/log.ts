/** The process's log: one JSON line an event on stdout. No secrets and no personal data: ids, never addresses or bodies. */
import pino, { type Logger } from "pino";
import { describeError } from "@/lib/describe-error";

const store = globalThis as typeof globalThis & { lookflexLog?: Logger };

const SECRETS = ["password", "token", "secret", "authorization", "cookie", "email"];

store.lookflexLog ??= pino({
  level: process.env.LOG_LEVEL || "info",
  base: {},
  formatters: { level: (label) => ({ level: label }) },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: (error: unknown) => describeError(error) },
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
});

/** Log with it everywhere; add `requestId` where a request is known. */
export const log: Logger = store.lookflexLog;
