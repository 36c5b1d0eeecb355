import "server-only";
import { env } from "@/lib/env";
import { hasUsers } from "@/lib/setup/has-users";
import { setupToken } from "@/lib/setup/setup-token";

/** Says on the console, and nowhere else, how to make the first admin. Nothing once somebody is here. */
export async function announceSetup(): Promise<void> {
  if (await hasUsers()) return;
  const { siteUrl } = env();
  // What follows # stays in the browser: no proxy's log has it.
  process.stdout.write(
    `\nNobody is here yet. Make the first admin at ${siteUrl}/setup#${setupToken()}\nSetup token: ${setupToken()}\n\n`,
  );
}
