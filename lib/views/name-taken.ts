import "server-only";
import { AppError } from "@/lib/errors";
import { violatesUnique } from "@/lib/violated-constraint";

/** 409: its owner has another view of this name on the dashboard, in whatever case. */
export const viewNameTaken = (name: string) =>
  new AppError("CONFLICT_001", {
    key: "viewNameTaken",
    values: { name },
    fields: [{ path: "name", key: "viewNameTaken", values: { name } }],
  });

/** Whether a statement failed because of that. */
export const isViewNameTaken = (error: unknown): boolean => violatesUnique(error, "views_name_key");
