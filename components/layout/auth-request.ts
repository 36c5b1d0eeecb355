/** The browser's side of next-auth: two requests, without its client bundle. */
import { z } from "zod";

const Csrf = z.object({ csrfToken: z.string() });
const Answer = z.object({ url: z.string() });

/** How a sign-in ended. `limited`: too many tries, wait so long; `failed`: the server could not be asked. */
export type SignInOutcome =
  | { state: "signedIn" | "wrong" | "failed" }
  | { state: "limited"; seconds: number };

/** Signs this browser in. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const csrf = Csrf.parse(await (await fetch("/api/auth/csrf")).json());
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email, password, csrfToken: csrf.csrfToken, json: "true" }),
    });
    if (response.status === 429)
      return { state: "limited", seconds: Math.max(1, Number(response.headers.get("retry-after")) || 60) };
    const { url } = Answer.parse(await response.json());
    const error = new URL(url, window.location.origin).searchParams.get("error");
    if (error === "CredentialsSignin") return { state: "wrong" };
    return { state: response.ok && !error ? "signedIn" : "failed" };
  } catch {
    return { state: "failed" };
  }
}
