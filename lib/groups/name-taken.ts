import "server-only";
import { AppError } from "@/lib/errors";

const field = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;

/** 409: another group has the name, in whatever case. */
export const nameTaken = (name: string) =>
  new AppError("CONFLICT_001", {
    key: "groupNameTaken",
    values: { name },
    fields: [{ path: "name", key: "groupNameTaken", values: { name } }],
  });

/** Whether a statement failed because another group has the name: only the index knows it of two at once. */
export function isNameTaken(error: unknown): boolean {
  const cause = field(error, "cause") ?? error;
  return field(cause, "code") === "23505" && field(cause, "constraint_name") === "groups_name_key";
}
