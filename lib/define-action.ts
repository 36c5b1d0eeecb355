import "server-only";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import type { Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { getViewer } from "@/lib/auth/require-viewer";
import { errorBody } from "@/lib/error-message";
import { AppError, type ErrorCode } from "@/lib/errors";
import { isNextSignal } from "@/lib/http/is-next-signal";
import { log } from "@/lib/log";
import { assertStorable, parseInput } from "@/lib/parse-input";
import { requestInfo } from "@/lib/request-context";

export interface ActionError {
  code: ErrorCode;
  /** In the reader's language. */
  message: string;
  /** One entry a field at fault; `path` as in the input. */
  fields: { path: string; message: string }[];
}
export type ActionResult<T> = { data: T; error?: undefined } | { data?: undefined; error: ActionError };
export type Action<S extends z.ZodType, T> = (input: z.input<S>) => Promise<ActionResult<T>>;

async function run<T>(viewer: Viewer | null, work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { data: await work() };
  } catch (thrown) {
    if (isNextSignal(thrown)) throw thrown;
    const info = requestInfo();
    const known = thrown instanceof AppError && thrown.code !== "INTERNAL";
    if (!known) log.error({ err: thrown, requestId: info.id, path: info.path }, "action failed");
    const error = known ? thrown : new AppError("INTERNAL", { values: { requestId: info.id } });
    await recordRefusal(viewer?.userId ?? null, info, error.status, error.code);
    const locale = viewer?.locale ?? (await getLocale());
    const body = errorBody(error, locale === "en" ? "en" : "ko");
    return { error: { code: body.code, message: body.message, fields: body.details?.fields ?? [] } };
  }
}

function check<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  assertStorable(input);
  return parseInput(schema, input);
}

/**
 * A server action: viewer → parse → verb → `{data}` or `{error}`. Next itself refuses actions from other origins.
 * Export the result from a file that starts with `"use server"`.
 */
export function defineAction<S extends z.ZodType, T>(
  schema: S,
  verb: (viewer: Viewer, input: z.output<S>) => Promise<T> | T,
): Action<S, T> {
  return async (input) => {
    const viewer = await getViewer();
    return run(viewer, async () => {
      if (!viewer) throw new AppError("AUTH_001");
      return verb(viewer, check(schema, input));
    });
  };
}

/** As {@link defineAction}, for people who are not signed in: accepting an invitation, say. */
export function definePublicAction<S extends z.ZodType, T>(
  schema: S,
  verb: (input: z.output<S>) => Promise<T> | T,
): Action<S, T> {
  return async (input) => run(null, async () => verb(check(schema, input)));
}
