import "server-only";
import { AppError } from "@/lib/errors";
import { violatesUnique } from "@/lib/violated-constraint";

/** Turns what the database says of a name that stands there already into a 409 on `name`. */
export function orNameTaken(name: string): (error: unknown) => never {
  return (error) => {
    if (!violatesUnique(error, "folders_top_name_key", "folders_name_key")) throw error;
    throw new AppError("CONFLICT_001", {
      key: "folderNameTaken",
      values: { name },
      fields: [{ path: "name", key: "folderNameTaken", values: { name } }],
    });
  };
}
