import { errorBody } from "@/lib/error-message";
import type { AppError } from "@/lib/errors";

/** The API's answer to a failure: envelope, status, `Retry-After`. */
export function errorResponse(error: AppError, locale: "en" | "ko"): Response {
  const response = Response.json(
    { status: false, error: errorBody(error, locale) },
    { status: error.status },
  );
  if (error.retryAfter !== undefined)
    response.headers.set("Retry-After", String(Math.ceil(error.retryAfter)));
  return response;
}
