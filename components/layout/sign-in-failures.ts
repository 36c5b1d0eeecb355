/** Carries what the sign-in page learned of failed attempts to the first page after it, within this tab. */
import { z } from "zod";

const SignInFailures = z.object({ count: z.number(), lastAt: z.string(), lastIp: z.string() });
export type SignInFailures = z.infer<typeof SignInFailures>;

const KEY = "sign-in-failures";

/** Keeps it for the next page; a browser that refuses storage just shows nothing. */
export function keepFailures(failures: SignInFailures): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(failures));
  } catch {
    // Full or forbidden: nobody is kept out for it.
  }
}

/** What was kept, or null. */
export function keptFailures(): SignInFailures | null {
  try {
    return SignInFailures.parse(JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
  } catch {
    // None kept, or not by us.
    return null;
  }
}

export function forgetFailures(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing can have been kept.
  }
}
