/** People of a test's own, for what it changes about them: the demo's people are everybody's. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { demo, expect } from "./fixtures";

export const PASSWORD = "correct horse battery 9";

export interface Person {
  id: string;
  email: string;
  name: string;
}

/** @param admin the API as an admin */
export async function newPerson(admin: APIRequestContext, role = "viewer"): Promise<Person> {
  const key = randomUUID().slice(0, 8);
  const person = { email: `account-${key}@lookflex.example`, name: `사람 ${key}`, role };
  const answer = await admin.post("/api/v1/users", { data: { ...person, password: PASSWORD, locale: "ko" } });
  expect(answer.status()).toBe(201);
  return { ...person, id: (await answer.json()).data.id };
}

/** A browser of its own, signed in. */
export async function signedIn(browser: Browser, { email }: Person, password = PASSWORD): Promise<Page> {
  const context = await browser.newContext({ locale: "ko-KR" });
  const csrf = await (await context.request.get(`${demo().url}/api/auth/csrf`)).json();
  await context.request.post(`${demo().url}/api/auth/callback/credentials`, {
    form: { csrfToken: csrf.csrfToken, email, password, json: "true" },
  });
  return context.newPage();
}
