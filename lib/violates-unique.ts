import "server-only";

const field = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;

/** Whether a statement failed on one of these unique indexes: only the index knows of two writers at once. */
export function violatesUnique(error: unknown, ...names: string[]): boolean {
  const cause = field(error, "cause") ?? error;
  return field(cause, "code") === "23505" && names.some((name) => field(cause, "constraint_name") === name);
}
