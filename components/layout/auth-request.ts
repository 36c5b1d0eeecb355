/** The browser's side of next-auth: two requests, without its client bundle. */
import { z } from "zod";

const Csrf = z.object({ csrfToken: z.string() });
const Answer = z.object({ url: z.string() });

/** How a sign-in ended. `limited`: too many tries; `failed`: the server could not be asked. */
export type SignInOutcome = "signedIn" | "wrong" | "limited" | "failed";

/** Signs this browser in. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const csrf = Csrf.parse(await (await fetch("/api/auth/csrf")).json());
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email, password, csrfToken: csrf.csrfToken, json: "true" }),
    });
    if (response.status === 429) return "limited";
    const { url } = Answer.parse(await response.json());
    const error = new URL(url, window.location.origin).searchParams.get("error");
    if (error === "CredentialsSignin") return "wrong";
    return response.ok && !error ? "signedIn" : "failed";
  } catch {
    return "failed";
  }
}
