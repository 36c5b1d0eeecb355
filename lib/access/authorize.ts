import { type Action, can, type Thing } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { notAllowed } from "@/lib/errors";

/** First line of every verb. @throws AppError AUTH_004 when {@link can} says no. */
export function authorize(viewer: Viewer, action: Action, thing?: Thing): void {
  if (!can(viewer, action, thing)) throw notAllowed();
}
