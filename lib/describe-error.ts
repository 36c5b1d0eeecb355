/** An error as it may be logged. */
export interface DescribedError {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  cause?: DescribedError;
}

/** Drivers write the values of a failed statement behind these words: people's data. */
const withoutValues = (text: string) => text.replace(/\n?params:[\s\S]*?(?=\n\s+at |$)/, "").slice(0, 8000);

/** Type, message, stack and code of an error and its causes: never a statement's values, never other properties. */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(error.stack ? { stack: withoutValues(error.stack) } : {}),
    ...code,
    ...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
