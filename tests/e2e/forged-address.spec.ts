import { account, demo, expect, test } from "./fixtures";
import { newPerson, PASSWORD } from "./people";

/** All that proxies of some kind or other put a client's address in. This product trusts no proxy. */
const forged = (i: number) => ({
  "x-forwarded-for": `192.0.2.${i}`,
  "x-real-ip": `192.0.2.${i}`,
  "x-client-ip": `192.0.2.${i}`,
  "cf-connecting-ip": `192.0.2.${i}`,
  "true-client-ip": `192.0.2.${i}`,
  forwarded: `for=192.0.2.${i}`,
});

test("a forged address changes nothing: not the limits, not the audit log, not the list of sessions", async ({
  api,
  context,
}) => {
  const { url } = demo();
  const person = await newPerson(await api("admin"));
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json();
  const attempt = (password: string, i: number) =>
    context.request.post(`${url}/api/auth/callback/credentials`, {
      headers: forged(i),
      form: { csrfToken, email: person.email, password, json: "true" },
    });
  expect((await attempt(PASSWORD, 200)).status()).toBe(200);
  const mine = await (
    await context.request.get(`${url}/api/v1/account/export`, { headers: forged(201) })
  ).json();
  expect(mine.sessions).toHaveLength(1);
  const ours = mine.sessions[0].ip;
  expect(["127.0.0.1", "::1"]).toContain(ours);

  // Each from an address of its own: the door shuts all the same, for longer and longer.
  const guesses = await Promise.all(Array.from({ length: 24 }, (_, i) => attempt("wrong", i)));
  const statuses = new Set(guesses.map((answer) => answer.status()));
  expect(statuses).toEqual(new Set([401, 429]));

  const auditor = await api("auditor");
  await auditor.get("/api/v1/users", { headers: forged(202) });
  for (const user of [person.email, account("auditor").email]) {
    const log = await (await auditor.get(`/api/v1/audit?limit=200&user=${encodeURIComponent(user)}`)).json();
    const addresses = new Set(log.data.entries.map(({ ip }: { ip: string }) => ip));
    expect([...addresses].filter((ip) => String(ip).startsWith("192.0.2."))).toEqual([]);
    expect(addresses).toContain(ours);
  }
});
