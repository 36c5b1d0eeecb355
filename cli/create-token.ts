import { z } from "zod";
import { Scope } from "@/lib/access/roles";
import { createTokenForUser } from "@/lib/tokens/create-token-for-user";
import { type CommandContext, text } from "./command";
import { withDatabase } from "./open-database";
import { parseOption } from "./parse-option";

const DAY_MS = 86_400_000;
const Days = z.coerce.number<string>().int().min(1).max(3_650);

/** Makes a token for a person. Only the token goes to standard output, for scripts. */
export async function createToken(context: CommandContext): Promise<undefined> {
  const days = text(context, "days") ? parseOption(Days, context, "days") : null;
  const scopes = text(context, "scopes") ? parseOption(z.array(Scope).min(1), context, "scopes") : undefined;
  await withDatabase(async () => {
    const made = await createTokenForUser({
      email: text(context, "email") ?? "",
      name: text(context, "name") ?? "",
      expiresAt: days === null ? null : new Date(Date.now() + days * DAY_MS),
      ...(scopes ? { scopes } : {}),
    });
    console.error(`Scopes: ${made.scopes.join(", ")}. It is shown this once:`);
    console.log(made.token);
  });
  return undefined;
}
