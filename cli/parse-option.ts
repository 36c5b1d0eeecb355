import { z } from "zod";
import { type CommandContext, text } from "./command";

/** An option's value by a schema; a list is given with commas. @throws Error of one line that names the option. */
export function parseOption<T extends z.ZodType>(
  schema: T,
  context: CommandContext,
  name: string,
): z.infer<T> {
  const given = text(context, name) ?? "";
  const value = schema instanceof z.ZodArray ? given.split(",").map((part) => part.trim()) : given;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`--${name} ${given}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`);
}
