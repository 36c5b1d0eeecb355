/** The browser's side of next-auth: two requests, without its client bundle. */
import { z } from "zod";

const Csrf = z.object({ csrfToken: z.string() });
const Answer = z.object({ url: z.string() });

async function post(path: string, fields: Record<string, string>): Promise<{ ok: boolean; url: URL }> {
  const csrf = Csrf.parse(await (await fetch("/api/auth/csrf")).json());
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken: csrf.csrfToken, json: "true" }),
  });
  const { url } = Answer.parse(await response.json());
  return { ok: response.ok, url: new URL(url, window.location.origin) };
}

/** How a sign-in ended. `limited`: too many tries; `failed`: the server could not be asked. */
export type SignInOutcome = "signedIn" | "wrong" | "limited" | "failed";

/** Signs this browser in. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const { ok, url } = await post("/api/auth/callback/credentials", { email, password });
    const error = url.searchParams.get("error");
    if (ok && !error) return "signedIn";
    if (error?.includes("RATE_001")) return "limited";
    return error === "CredentialsSignin" || error?.includes("AUTH_003") ? "wrong" : "failed";
  } catch {
    return "failed";
  }
}

/** Ends this browser's session. @throws when the server could not be reached. */
export async function signOut(): Promise<void> {
  const { ok } = await post("/api/auth/signout", { callbackUrl: "/login" });
  if (!ok) throw new Error("signing out was refused");
}
