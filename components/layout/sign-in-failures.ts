/** Carries what the sign-in page learned of failed attempts to the first page after it, within this tab. */
export interface SignInFailures {
  count: number;
  lastAt: string;
  lastIp: string;
}

const KEY = "sign-in-failures";

/** Keeps it for the next page, or forgets what was kept for whoever was here before. */
export function keepFailures(failures: SignInFailures | null): void {
  try {
    if (failures) sessionStorage.setItem(KEY, JSON.stringify(failures));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Full or forbidden: a browser that refuses storage just shows nothing.
  }
}

/** What was kept, or null. */
export function keptFailures(): SignInFailures | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Partial<SignInFailures> | null;
    const { count, lastAt, lastIp } = kept ?? {};
    const whole = typeof count === "number" && typeof lastAt === "string" && typeof lastIp === "string";
    return whole ? { count, lastAt, lastIp } : null;
  } catch {
    // None kept, or not by us.
    return null;
  }
}

export const forgetFailures = (): void => keepFailures(null);
