import { type Action, can, narrowedBy, type Thing } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { notAllowed } from "@/lib/errors";

/** First line of every verb. @throws AppError AUTH_004 when {@link can} says no; a setting that says it is named. */
export function authorize(viewer: Viewer, action: Action, thing?: Thing): void {
  if (can(viewer, action, thing)) return;
  const narrowed = narrowedBy(viewer, action);
  throw narrowed ? notAllowed(narrowed.setting, { role: narrowed.least }) : notAllowed();
}
