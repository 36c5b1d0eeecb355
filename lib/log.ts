/** The process's log: one JSON line an event on stdout. No secrets and no personal data: ids, never addresses or bodies. */
import pino, { type Logger } from "pino";

const store = globalThis as typeof globalThis & { lookflexLog?: Logger };

store.lookflexLog ??= pino({
  level: process.env.LOG_LEVEL || "info",
  base: {},
  formatters: { level: (label) => ({ level: label }) },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      "password",
      "token",
      "secret",
      "authorization",
      "cookie",
      "*.password",
      "*.token",
      "*.secret",
      "*.authorization",
      "*.cookie",
      "err.query",
      "err.params",
      "err.parameters",
      "err.cause.query",
      "err.cause.parameters",
    ],
    censor: "…",
  },
});

/** Log with it everywhere; add `requestId` where a request is known. */
export const log: Logger = store.lookflexLog;
