/** One command of the CLI; `commands.ts` lists them all. */
export interface Command {
  /** Its words: `demo load`. */
  name: string;
  usage: string;
  /** One line, no full stop. */
  summary: string;
  details?: string;
  /** What may stand after its words, without names, in order; where the last is `many`, any number of it. */
  arguments?: readonly { name: string; help: string; many?: true }[];
  /** What wrong usage exits with where 2, as everywhere, says something else. */
  misused?: 1;
  options: Record<string, CommandOption>;
  /** @returns the exit code; nothing means 0. @throws Error whose message is shown as it stands. */
  run(context: CommandContext): Promise<number | undefined>;
}

export interface CommandOption {
  type: "string" | "boolean";
  help: string;
  /** What stands for the value in the help. */
  value?: string;
  required?: boolean;
}

export interface CommandContext {
  /** What was given as the command's `arguments`. */
  arguments: readonly string[];
  values: Record<string, string | boolean | undefined>;
  /** Absolute folder that it was called in. */
  cwd: string;
  /** Absolute folder that holds `db/migrations`, `packs` and `messages`. */
  root: string;
}

/** A string option's value, or undefined. */
export function text(context: CommandContext, name: string): string | undefined {
  const value = context.values[name];
  return typeof value === "string" ? value : undefined;
}
