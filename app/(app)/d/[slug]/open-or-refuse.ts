import "server-only";
import { forbidden, notFound } from "next/navigation";
import type { Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { AppError } from "@/lib/errors";

/** What a page opens: real status codes, on record, for what is missing or closed. @throws what else `open` throws */
export async function openOrRefuse<T>(viewer: Viewer, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "AUTH_004")) {
      await recordRefusal(viewer.userId, viewer.request, error.status, error.code);
      if (error.code === "NOT_FOUND") notFound();
      forbidden();
    }
    throw error;
  }
}
