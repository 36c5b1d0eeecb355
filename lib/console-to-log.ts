import "server-only";
import { stripVTControlCharacters } from "node:util";
import { isNextSignal } from "@/lib/http/is-next-signal";
import { log } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

const LEVELS = ["error", "warn"] as const;

/**
 * Lets what Next and libraries print of failures into the process's log, where an error shows no values of a failed statement.
 * Errors with a digest stay out: the request's own entry has them. Once a process, in production.
 */
export function sendConsoleToLog(target: Pick<Console, (typeof LEVELS)[number]> = console): void {
  for (const level of LEVELS)
    target[level] = (...parts: unknown[]) => {
      if (parts.some(isNextSignal)) return;
      // Objects are left out: nobody knows whose data they hold.
      const text = stripVTControlCharacters(parts.filter((part) => typeof part === "string").join(" "));
      const err = parts.find((part) => part instanceof Error);
      if (!err && text.trim() === "") return;
      log[level]({ requestId: requestContext()?.id, ...(err ? { err } : {}) }, text.trim() || "printed");
    };
}
