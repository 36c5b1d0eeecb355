import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { Duty, Role } from "@/lib/access/roles";
import { createUserFromConsole } from "@/lib/users/create-user-from-console";
import { type CommandContext, text } from "./command";
import { migrateDatabase, withDatabase } from "./open-database";
import { parseOption } from "./parse-option";

function readPassword(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    throw new Error(`--password-file ${file} cannot be read`, { cause });
  }
}

/** Adds a person; makes and prints a password unless a file has one. */
export async function createUser(context: CommandContext): Promise<undefined> {
  const role = parseOption(Role, context, "role");
  const duties = text(context, "duties") ? parseOption(z.array(Duty), context, "duties") : [];
  const file = text(context, "password-file");
  const password = file ? readPassword(file) : randomBytes(15).toString("base64url");
  await withDatabase(async ({ env }) => {
    await migrateDatabase(env, context.root);
    const [email = "", name = ""] = [text(context, "email"), text(context, "name")];
    const user = await createUserFromConsole({ user: { email, name, role, password }, duties });
    console.log(`${user.email} may sign in at ${env.siteUrl}/login as ${user.role}`);
    if (!file) console.log(`Password: ${password}`);
  });
  return undefined;
}
