/** A real browser at the served product, signed in. */
import { randomBytes } from "node:crypto";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { createUserFromConsole } from "@/lib/users/create-user-from-console";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: FLAGS });

/** Somebody new of that role, in a browser context of their own with nothing kept. */
export async function signInBrowser(
  browser: Browser,
  url: string,
  role: "editor" | "viewer",
): Promise<BrowserContext> {
  const name = `${role}-${randomBytes(6).toString("hex")}`;
  const [email, password] = [`${name}@bench.example`, randomBytes(24).toString("base64url")];
  await createUserFromConsole({ user: { email, name, role, password } });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json();
  const form = { csrfToken, email, password, json: "true" };
  const answer = await context.request.post(`${url}/api/auth/callback/credentials`, { form });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
  return context;
}
