import { account, demo, expect, signIn, test } from "./fixtures";

test("every answer carries the security headers, and scripts need this answer's nonce", async ({
  context,
  api,
}) => {
  await signIn(context, "viewer");
  const page = await context.request.get(`${demo().url}/`);
  const route = await (await api("viewer")).get("/api/v1/dashboards");
  for (const answer of [page, route]) {
    const headers = answer.headers();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeTruthy();
    expect(headers["permissions-policy"]).toBeTruthy();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["strict-transport-security"]).toBeUndefined();
  }
  const csp = page.headers()["content-security-policy"] ?? "";
  const scripts = csp.split(";").find((part) => part.trim().startsWith("script-src")) ?? "";
  expect(scripts).not.toContain("unsafe-inline");
  expect(scripts).not.toContain("unsafe-eval");
  const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "none";
  const html = await page.text();
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(tags.length).toBeGreaterThan(0);
  for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
  const again = await context.request.get(`${demo().url}/`);
  expect(again.headers()["content-security-policy"]).not.toContain(nonce);
});

test("no answer is without a policy, whatever its address ends in", async ({ context }) => {
  await signIn(context, "viewer");
  const policyOf = async (path: string) => {
    const answer = await context.request.get(demo().url + path, { maxRedirects: 0 });
    return answer.headers()["content-security-policy"] ?? "none";
  };
  for (const page of [
    "/invite/x.svg",
    "/reset/a.png",
    "/d/x.ico",
    "/admin/users/a.svg",
    "/_next/data/x.json",
  ])
    expect(await policyOf(page), page).toMatch(/script-src 'self' 'nonce-/);
  for (const file of ["/icon.svg", "/nothing.txt", "/api/v1/nothing", "/api/livez"])
    expect(await policyOf(file), file).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("health says what it says without a session, and names no secret", async ({ request }) => {
  for (const path of ["/api/livez", "/api/readyz", "/api/health", "/api/health/db"]) {
    const answer = await request.get(demo().url + path);
    expect(answer.status(), path).toBe(200);
    expect(await answer.text()).not.toMatch(/postgres:\/\/|password|secret/i);
  }
});

test("what no address can serve is refused at the door, by the fault of whoever asks", async ({
  request,
}) => {
  for (const path of ["/d/%E0%A4%A", "/api/v1/users/%ed%a0%80", "/invite/%ff", "/%"])
    expect((await request.get(demo().url + path, { maxRedirects: 0 })).status(), path).toBe(400);
  for (const method of ["TRACE", "PROPFIND"])
    expect((await request.fetch(`${demo().url}/login`, { method })).status(), method).toBe(405);
  for (const path of ["callback/credentials", "callback/google", "_log"])
    expect((await request.get(`${demo().url}/api/auth/${path}`)).status(), path).toBe(404);
});

test("a foreign origin can't change anything, a missing one is not foreign", async ({ api }) => {
  const client = await api("viewer");
  const put = (headers: Record<string, string>) =>
    client.put("/api/v1/favorites/brand-performance", { headers });
  expect((await put({ origin: "https://evil.example" })).status()).toBe(403);
  expect((await put({ origin: "null" })).status()).toBe(403);
  expect((await put({ origin: demo().url })).ok()).toBe(true);
  expect((await put({})).ok()).toBe(true);
});

test("wrong credentials answer the same for known and unknown people, and set no session", async ({
  context,
}) => {
  const { url } = demo();
  const answers = [];
  for (const email of [account("viewer").email, "nobody@lookflex.example"]) {
    const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json();
    const answer = await context.request.post(`${url}/api/auth/callback/credentials`, {
      form: { csrfToken, email, password: "wrong password 123", json: "true" },
    });
    answers.push({ status: answer.status(), body: (await answer.text()).replace(email, "") });
    expect((await context.cookies(url)).some((cookie) => cookie.name.includes("session-token"))).toBe(false);
  }
  expect(answers[0]).toEqual(answers[1]);
});
