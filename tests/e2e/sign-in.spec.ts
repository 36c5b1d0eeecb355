import type { APIRequestContext, Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";
import { newPerson, PASSWORD, type Person, signedIn } from "./people";

const fill = async (page: Page, email: string, password: string) => {
  await page.getByRole("textbox", { name: "이메일" }).fill(email);
  await page.getByRole("textbox", { name: "비밀번호" }).fill(password);
  await page.getByRole("button", { name: "로그인" }).click();
};
const enter = async (page: Page, { email }: Person) => {
  await page.goto(`${demo().url}/login`);
  await fill(page, email, PASSWORD);
  await expect(page.getByRole("heading", { level: 1, name: "홈" })).toBeVisible();
};
const leave = async (page: Page) => {
  await page.getByRole("button", { name: /계정 메뉴$/ }).click();
  await page.getByRole("menuitem", { name: "로그아웃" }).click();
  await page.waitForURL(/\/login/);
};

test("failed attempts are told at the next sign-in, to whom they were aimed at and to nobody after them", async ({
  api,
  page,
}) => {
  const admin = await api("admin");
  const [person, other] = [await newPerson(admin), await newPerson(admin)];
  await page.goto(`${demo().url}/login`);
  for (let i = 0; i < 2; i++) {
    await fill(page, person.email, "틀린 비밀번호");
    await expect(page.getByText("이메일 또는 비밀번호가 맞지 않습니다.")).toBeVisible();
    await page.reload();
  }
  await enter(page, person);
  const notice = page.getByText("지난 로그인 이후 로그인 실패 2회");
  await expect(notice).toBeVisible();
  await expect(page.getByText(/마지막 실패: .+, 주소 (127\.0\.0\.1|::1)/)).toBeVisible();
  await page.reload();
  await expect(notice).toBeVisible();

  await leave(page);
  await enter(page, other);
  await expect(page.getByText(/로그인 실패 \d+회/)).toHaveCount(0);
  await leave(page);
  await enter(page, person);
  await expect(page.getByText(/로그인 실패 \d+회/)).toHaveCount(0);
});

test("a door that is shut says for how long", async ({ page }) => {
  await page.route("**/api/auth/callback/credentials", (route) =>
    route.fulfill({ status: 429, headers: { "retry-after": "130" }, json: { status: false } }),
  );
  await page.goto(`${demo().url}/login`);
  await fill(page, "somebody@lookflex.example", "whatever it is");
  await expect(page.getByText("시도가 너무 많았습니다. 3분 뒤에 다시 시도하십시오.")).toBeVisible();
});

test("a cookie planted before signing in gives its planter nothing", async ({ api, browser, context }) => {
  const { url } = demo();
  const admin = await api("admin");
  const [planter, victim] = [await newPerson(admin), await newPerson(admin)];
  const theirs = await signedIn(browser, planter);
  await context.addCookies(await theirs.context().cookies(url));
  const who = async (client: APIRequestContext) =>
    (await (await client.get(`${url}/api/auth/session`)).json()).user?.email;
  expect(await who(context.request)).toBe(planter.email);
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json();
  const answer = await context.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken, email: victim.email, password: PASSWORD, json: "true" },
  });
  expect(answer.ok()).toBe(true);
  expect(await who(context.request)).toBe(victim.email);
  expect(await who(theirs.request)).toBe(planter.email);
  await theirs.context().close();
});
