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

/** The page of a group that has members, attributes and a dashboard: made once, by whoever comes first. */
export async function groupPage(admin: APIRequestContext): Promise<string> {
  const name = "서울 브랜드 매니저 · Seoul brand managers";
  const find = async () =>
    (await (await admin.get("/api/v1/groups")).json()).data.find(
      (group: { id: string; name: string }) => group.name === name,
    );
  if (!(await find())) {
    const attributes = { brand: ["닥터트루", "르솔"], region: ["서울"] };
    await admin.post("/api/v1/groups", {
      data: { name, description: "서울의 브랜드를 맡은 사람", attributes },
    });
  }
  const { id } = await find();
  const people: { data: { id: string }[] } = await (await admin.get("/api/v1/users")).json();
  await admin.patch(`/api/v1/groups/${id}/members`, {
    data: { add: people.data.slice(0, 4).map((person) => person.id) },
  });
  const shares = "/api/v1/dashboards/brand-performance/shares";
  const shared = await (await admin.get(shares)).json();
  if (!shared.data.shares.some((share: { group?: string }) => share.group === id))
    await admin.put(shares, { data: { ...shared.data, shares: [...shared.data.shares, { group: id }] } });
  return `/admin/groups/${id}`;
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
