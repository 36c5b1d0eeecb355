import "server-only";

const field = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;

/** Whether a statement failed because what this foreign key points to is gone. */
export const violatesForeignKey = (error: unknown, name: string): boolean => violates("23503", error, [name]);

/** Whether a statement failed on one of these unique indexes: only the index knows of two writers at once. */
export const violatesUnique = (error: unknown, ...names: string[]): boolean =>
  violates("23505", error, names);

function violates(code: string, error: unknown, names: readonly string[]): boolean {
  const cause = field(error, "cause") ?? error;
  return field(cause, "code") === code && names.some((name) => field(cause, "constraint_name") === name);
}
