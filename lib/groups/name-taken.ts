import "server-only";
import { AppError } from "@/lib/errors";
import { violatesUnique } from "@/lib/violated-constraint";

/** 409: another group has the name, in whatever case. */
export const nameTaken = (name: string) =>
  new AppError("CONFLICT_001", {
    key: "groupNameTaken",
    values: { name },
    fields: [{ path: "name", key: "groupNameTaken", values: { name } }],
  });

/** Whether a statement failed because another group has the name. */
export const isNameTaken = (error: unknown): boolean => violatesUnique(error, "groups_name_key");
