/** The `lookflex` command. Parses, calls, and says what went wrong in one line. */
import path from "node:path";
import { parseArgs } from "node:util";
import { errorBody, errorText } from "@/lib/error-message";
import { AppError } from "@/lib/errors";
import type { Command } from "./command";
import { COMMANDS } from "./commands";

const root = path.resolve(import.meta.dirname, "..");

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.usage.length));
  const lines = COMMANDS.map((command) => `  ${command.usage.padEnd(width)}  ${command.summary}`);
  return `LookFlex

Usage: lookflex <command> [options]

${lines.join("\n")}

"lookflex <command> --help" explains one. Settings come from the environment (.env.example lists them); without
DATABASE_URL the embedded database in LOOKFLEX_DATA_DIR is used, and started for the time of the command.`;
}

function commandHelp(command: Command): string {
  const options = Object.entries(command.options);
  const rows = [
    ...(command.arguments ?? []).map(({ name, help, many }) => [`[${name}${many ? "…" : ""}]`, help]),
    ...options.map(([name, option]) => [
      `--${name}${option.type === "string" ? ` <${option.value ?? "value"}>` : ""}`,
      option.help,
    ]),
  ];
  const width = Math.max(0, ...rows.map(([flag = ""]) => flag.length));
  const list = rows.map(([flag = "", text]) => `  ${flag.padEnd(width)}  ${text}`).join("\n");
  return `Usage: lookflex ${command.usage}\n\n${command.summary}.${command.details ? ` ${command.details}` : ""}${list ? `\n\n${list}` : ""}`;
}

/** Wrong usage: answered with exit code 2, or the command's own, and a pointer to the help. */
class UsageError extends Error {
  constructor(
    message: string,
    readonly command?: Command,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

function parse(args: string[]) {
  const command = COMMANDS.find((candidate) => {
    const words = candidate.name.split(" ");
    return words.every((word, index) => args[index] === word);
  });
  if (!command) {
    const given = args.filter((arg) => !arg.startsWith("-")).join(" ");
    throw new UsageError(given ? `There is no command "${given}"` : "Name a command");
  }
  const rest = args.slice(command.name.split(" ").length);
  if (rest.includes("--help") || rest.includes("-h")) return { command, values: null, given: [] };
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }]),
  );
  try {
    const expected = command.arguments ?? [];
    const allowPositionals = expected.length > 0;
    const { values, positionals } = parseArgs({ args: rest, options, strict: true, allowPositionals });
    const surplus = expected.at(-1)?.many ? undefined : positionals[expected.length];
    if (surplus !== undefined) throw new Error(`unexpected argument "${surplus}"`);
    return { command, values, given: positionals };
  } catch (error) {
    throw new UsageError(`${command.name}: ${(error as Error).message}`, command, error);
  }
}

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args[0] === "--help" || args[0] === "-h" || args[0] === "help") {
    console.log(help());
    return args.length === 0 ? 2 : 0;
  }
  const { command, values, given } = parse(args);
  if (!values) {
    console.log(commandHelp(command));
    return 0;
  }
  const wanted = Object.entries(command.options).find(([name, option]) => option.required && !values[name]);
  if (wanted) throw new UsageError(`${command.name} needs --${wanted[0]}`, command);
  // A relative data folder is the caller's; migrations and packs are found from the program's own folder.
  process.env.LOOKFLEX_DATA_DIR = path.resolve(process.env.LOOKFLEX_DATA_DIR || path.join(root, ".lookflex"));
  const cwd = process.cwd();
  process.chdir(root);
  return (await command.run({ values, arguments: given, cwd, root })) ?? 0;
}

/** One line for people: the fields at fault and why, in English. */
function explain(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  const fields = error.fields.map(
    ({ path: field, key, values }) => `${field}: ${errorText(key, "en", values)}`,
  );
  return fields.length > 0 ? fields.join("; ") : errorBody(error, "en").message;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof UsageError;
  console.error(usage ? `${error.message}. Try: lookflex --help` : `lookflex: ${explain(error)}`);
  if (!usage && process.env.LOG_LEVEL === "debug") console.error(error);
  process.exitCode = usage ? (error.command?.misused ?? 2) : 1;
}
