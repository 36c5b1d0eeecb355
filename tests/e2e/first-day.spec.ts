/** An installation of its own, empty at first, with mail and behind a proxy: from the console's token to a staffed workspace. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { type MailServer, mailServer, type ReceivedMail } from "../mail-server";
import { violations } from "./axe";
import { freePort, newDataDir, removeDataDir, type Server, startServer } from "./product";

test.describe.configure({ mode: "serial" });

const ADMIN = { email: "first@lookflex.example", password: "quiet lamps over water" };
const AUDITOR = "auditor@lookflex.example";
const PASSWORD = "another quiet harbour 5";

let dataDir: string;
let mail: MailServer;
let server: Server;
let admin: Page;

const start = async () =>
  startServer({
    dataDir,
    port: await freePort(),
    env: {
      SMTP_URL: mail.url,
      MAIL_FROM: "LookFlex <lookflex@lookflex.example>",
      TRUSTED_PROXIES: "127.0.0.1,::1",
    },
  });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  dataDir = await newDataDir();
  mail = await mailServer();
  server = await start();
  admin = await (await browser.newContext({ locale: "ko-KR" })).newPage();
});
test.afterAll(async () => {
  await admin.context().close();
  const code = await server.stop();
  await mail.close();
  await removeDataDir(dataDir);
  expect(code).toBe(0);
});

/** The one mail that came to an address, once it is there. */
async function mailTo(email: string): Promise<ReceivedMail> {
  const found = () => mail.mails.filter(({ to }) => to.includes(email));
  await expect.poll(() => found().length).toBe(1);
  const [only] = found();
  if (!only) throw new Error(`no mail to ${email}`);
  return only;
}
const linkIn = ({ text }: ReceivedMail): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "no link";

const WORDS = {
  "ko-KR": { name: "이름", password: "비밀번호", submit: "계정 만들기", home: "홈", audit: "감사 로그" },
  "en-GB": {
    name: "Name",
    password: "Password",
    submit: "Create account",
    home: "Home",
    audit: "Audit log",
  },
} as const;
type Language = keyof typeof WORDS;

/** Follows an invitation's link in a browser of that language, up to the start page. */
async function accept(browser: Browser, link: string, locale: Language, name: string): Promise<Page> {
  const words = WORDS[locale];
  const page = await (await browser.newContext({ locale })).newPage();
  await page.goto(link);
  await page.getByRole("textbox", { name: words.name }).fill(name);
  await page.getByRole("textbox", { name: words.password }).fill(PASSWORD);
  await page.getByRole("button", { name: words.submit }).click();
  await page.waitForURL(`${server.url}/`);
  await expect(page.getByRole("heading", { level: 1, name: words.home })).toBeVisible();
  return page;
}

async function signIn(context: BrowserContext, email: string, password: string) {
  const csrf = await (await context.request.get(`${server.url}/api/auth/csrf`)).json();
  return context.request.post(`${server.url}/api/auth/callback/credentials`, {
    form: { csrfToken: csrf.csrfToken, email, password, json: "true" },
  });
}

test("the first admin comes in by the console's token, once, and the first auditor by mail", async ({
  browser,
}) => {
  await admin.goto(server.url);
  await expect(admin.getByRole("heading", { level: 1, name: "LookFlex 시작하기" })).toBeVisible();
  expect(new URL(admin.url()).pathname).toBe("/setup");
  expect(await violations(admin)).toEqual([]);
  const field = (name: string) => admin.getByRole("textbox", { name, exact: true });
  await field("설정 토큰").fill("a guess");
  await field("이름").fill("첫 관리자");
  await field("이메일").fill(ADMIN.email);
  await field("비밀번호").fill(ADMIN.password);
  await field("감사 담당자 이메일").fill(AUDITOR);
  await admin.getByRole("button", { name: "첫 관리자 만들기" }).click();
  await expect(admin.getByText("서버 콘솔에 출력된 토큰과 다릅니다.")).toBeVisible();
  const printed = /Setup token: (\S+)/.exec(server.output())?.[1] ?? "none";
  await field("설정 토큰").fill(printed);
  await admin.getByRole("button", { name: "첫 관리자 만들기" }).click();
  await expect(admin.getByText(`${AUDITOR} 님에게 감사 담당자 초대 메일을 보냈습니다`)).toBeVisible();
  await admin.getByRole("button", { name: "계속" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "홈" })).toBeVisible();
  expect((await admin.request.get(`${server.url}/setup`)).status()).toBe(404);
  expect((await admin.request.get(`${server.url}/audit`)).status()).toBe(403);

  const auditor = await accept(browser, linkIn(await mailTo(AUDITOR)), "en-GB", "Eve Auditor");
  await auditor.getByRole("link", { name: "Audit log" }).click();
  await expect(auditor.getByRole("row", { name: /setup\.complete/ })).toBeVisible();
  expect((await auditor.request.get(`${server.url}/admin/users`)).status()).toBe(403);
  await auditor.context().close();
});

test("an admin invites three people in two languages: one by mail, two by links where the mail server refuses", async ({
  browser,
}) => {
  const people = {
    jane: { email: "jane@lookflex.example", locale: "en-GB", name: "Jane Doe" },
    minsu: { email: "minsu@lookflex.example", locale: "ko-KR", name: "김민수" },
    hana: { email: "hana@lookflex.example", locale: "ko-KR", name: "박하나" },
  } as const;
  await admin.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await admin.goto(`${server.url}/admin/users`);
  await admin.getByRole("button", { name: "초대", exact: true }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "이메일" }).fill(people.jane.email);
  await dialog.getByRole("radio", { name: "English" }).click();
  await dialog.getByRole("button", { name: "초대 보내기" }).click();
  await expect(dialog.getByText(`${people.jane.email} 님에게 링크가 담긴 메일을 보냈습니다.`)).toBeVisible();
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
  const letter = await mailTo(people.jane.email);
  expect(letter.text).toContain("invited you to the dashboards");
  expect(letter.html).toContain('<html lang="en">');

  // The others on a list with a line that is wrong; nothing is sent before it was looked at.
  mail.refuseWith(550);
  await dialog.getByRole("button", { name: "더 초대하기" }).click();
  await dialog.getByRole("tab", { name: "여러 명" }).click();
  const lines = [`${people.minsu.email}, 편집자, ${people.minsu.name}`, "not an address", people.hana.email];
  await dialog.getByLabel("CSV 파일 읽기").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\ufeff${lines.join("\r\n")}\r\n`),
  });
  await expect(dialog.getByRole("textbox", { name: "초대할 사람" })).toHaveValue(/김민수/);
  await dialog.getByRole("button", { name: "확인" }).click();
  await expect(dialog.getByRole("row", { name: /not an address/ })).toContainText("이메일 주소가 아님");
  const pending = async () =>
    (await (await admin.request.get(`${server.url}/api/v1/invitations`)).json()).data.filter(
      ({ state }: { state: string }) => state === "valid",
    ).length;
  expect(await pending()).toBe(1);
  await dialog.getByRole("button", { name: "2명 초대" }).click();
  await expect(dialog.getByRole("row", { name: new RegExp(people.hana.email) })).toContainText("링크 만듦");
  expect(await pending()).toBe(3);
  await dialog.getByRole("button", { name: "링크 모두 복사" }).click();
  const copied = await admin.evaluate(() => navigator.clipboard.readText());
  const links = new Map(copied.split("\n").map((line) => line.split("\t") as [string, string]));
  mail.refuseWith(null);
  await dialog.getByRole("button", { name: "완료" }).click();

  for (const [key, person] of Object.entries(people)) {
    const link = key === "jane" ? linkIn(letter) : (links.get(person.email) ?? "no link");
    const page = await accept(browser, link, person.locale, person.name);
    await page.context().close();
  }
  // Their language is theirs from now on, at whatever browser.
  const elsewhere = await browser.newContext({ locale: "ko-KR" });
  await signIn(elsewhere, people.jane.email, PASSWORD);
  const page = await elsewhere.newPage();
  await page.goto(server.url);
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  await elsewhere.close();

  await admin.reload();
  for (const { name } of Object.values(people))
    await expect(admin.getByRole("row", { name: new RegExp(name) })).toContainText("활성");
  await expect(admin.getByRole("row", { name: /김민수/ })).toContainText("편집자");
});

test("a forgotten password is replaced by a mailed link, once; an unknown address gets the same answer and no mail", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "ko-KR" });
  const page = await context.newPage();
  const ask = async (email: string) => {
    await page.goto(`${server.url}/login`);
    await page.getByRole("link", { name: "비밀번호를 잊으셨습니까?" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "비밀번호를 잊으셨습니까?" })).toBeVisible();
    await page.getByRole("textbox", { name: "이메일" }).fill(email);
    await page.getByRole("button", { name: "링크 보내기" }).click();
    const said = await page.getByText(/계정이 있으면 링크가 담긴 메일이 곧 도착합니다/).textContent();
    return said?.replace(email, "…");
  };
  const unknown = await ask("nobody@lookflex.example");
  expect(await violations(page)).toEqual([]);
  expect(await ask("hana@lookflex.example")).toBe(unknown);
  const link = linkIn(await mailTo("hana@lookflex.example"));
  expect(mail.mails.filter(({ to }) => to.includes("nobody@lookflex.example"))).toEqual([]);

  const live = await browser.newContext();
  await signIn(live, "hana@lookflex.example", PASSWORD);
  const isIn = async () => (await live.request.get(`${server.url}/api/v1/dashboards`)).status() === 200;
  expect(await isIn()).toBe(true);
  await page.goto(link);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("textbox", { name: "새 비밀번호" }).fill("password1234");
  await page.getByRole("button", { name: "비밀번호 저장" }).click();
  await expect(page.getByText(/많은 사람이 쓰는 비밀번호와/)).toBeVisible();
  await page.getByRole("textbox", { name: "새 비밀번호" }).fill("바람이 불어오는 곳 7");
  await page.getByRole("button", { name: "비밀번호 저장" }).click();
  await expect(page.getByText("새 비밀번호를 저장했습니다.", { exact: false })).toBeVisible();
  expect(await isIn()).toBe(false);
  await page.goto(link);
  await expect(page.getByText("이미 사용한 링크입니다")).toBeVisible();
  expect((await signIn(live, "hana@lookflex.example", PASSWORD)).status()).toBe(401);
  expect((await signIn(live, "hana@lookflex.example", "바람이 불어오는 곳 7")).status()).toBe(200);
  await live.close();
  await context.close();
});

test("behind a proxy of ours it is the address the proxy gives that counts, never what stands left of it", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const { csrfToken } = await (await context.request.get(`${server.url}/api/auth/csrf`)).json();
  const attempt = (password: string, forwarded: string) =>
    context.request.post(`${server.url}/api/auth/callback/credentials`, {
      headers: { "x-forwarded-for": forwarded },
      form: { csrfToken, email: "minsu@lookflex.example", password, json: "true" },
    });
  // The door shuts for that address, whatever stands to the left of it.
  const guesses = await Promise.all(
    Array.from({ length: 24 }, (_, i) => attempt("wrong", `192.0.2.${i}, 203.0.113.7`)),
  );
  expect(new Set(guesses.map((answer) => answer.status()))).toEqual(new Set([401, 429]));
  // Open from another one.
  const right = await attempt(PASSWORD, "203.0.113.7, 203.0.113.8");
  expect(right.status()).toBe(200);
  const { sessions, audit } = await (await context.request.get(`${server.url}/api/v1/account/export`)).json();
  expect(sessions[0].ip).toBe("203.0.113.8");
  const refused = audit.byMe.filter(({ action }: { action: string }) => action === "session.refused");
  expect(new Set(refused.map(({ ip }: { ip: string }) => ip))).toEqual(new Set(["203.0.113.7"]));
  await context.close();
});

test("the process's log of that day names nobody and holds no secret", async () => {
  const log = server.output();
  expect(log).toMatch(/"path":"\/invite\/…"/);
  for (const secret of [
    ADMIN.password,
    PASSWORD,
    "바람이 불어오는 곳 7",
    "lookflex.example",
    "김민수",
    "203.0.113.",
  ])
    expect(log).not.toContain(secret);
  const tokens = mail.mails.map(linkIn).flatMap((link) => /\/(?:invite|reset)\/(\S+)/.exec(link)?.[1] ?? []);
  expect(tokens.length).toBeGreaterThanOrEqual(3);
  for (const token of tokens) expect(log).not.toContain(token);
});

test("what was refused just before the end is on record after the next start", async ({ browser }) => {
  expect((await admin.request.get(`${server.url}/api/v1/audit`)).status()).toBe(403);
  // Its entry waits in memory: the end must not lose it.
  expect(await server.stop()).toBe(0);
  server = await start();
  const context = await browser.newContext();
  await signIn(context, AUDITOR, PASSWORD);
  const log = await (await context.request.get(`${server.url}/api/v1/audit?status=403&limit=1`)).json();
  expect(log.data.entries).toMatchObject([
    { action: "access.refused", userEmail: ADMIN.email, path: "/api/v1/audit", responseStatus: 403 },
  ]);
  await context.close();
});
