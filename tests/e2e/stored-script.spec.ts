/** Names that are scripts, everywhere a name can be kept: each is shown as the text it is, and nothing of it runs. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { demo, expect, signIn, test } from "./fixtures";
import { PASSWORD } from "./people";

const key = randomUUID().slice(0, 6);
/** Breaks out of attributes, scripts, styles and templates, by whichever way is open; short enough for every field. */
const evil = (where: string) =>
  `'"></title><img src=x onerror=__xss=1><script>__xss=2</script>\${__xss=3} ${where} ${key}`;

/** Whatever a script of a name's own would leave behind. */
interface Watch {
  page: Page;
  complaints: string[];
  /** Goes there, waits for the text and sees that nothing ran. */
  visit(path: string, ...texts: string[]): Promise<void>;
  assertQuiet(): Promise<void>;
}

async function watch(page: Page): Promise<Watch> {
  const complaints: string[] = [];
  page.on("dialog", (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  const assertQuiet = async () => {
    expect(await page.evaluate("typeof __xss")).toBe("undefined");
    expect(await page.locator("img[src=x]").count()).toBe(0);
    expect(complaints).toEqual([]);
  };
  const visit = async (path: string, ...texts: string[]) => {
    await page.goto(demo().url + path);
    // What is for paper alone is there as well, unseen.
    for (const text of texts)
      await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
    await assertQuiet();
  };
  return { page, complaints, visit, assertQuiet };
}

const ok = async (answer: Promise<{ ok(): boolean; text(): Promise<string>; json(): Promise<unknown> }>) => {
  const got = await answer;
  expect(got.ok(), await got.text()).toBe(true);
  return (await got.json()) as { data: { id: string; url: string } };
};

const AUTHOR = { email: `script-${key}@lookflex.example`, name: evil("person") };
const SLUG = `script-${key}`;
const INVITED = `'"><img/src=x/onerror=__xss=4>${key}@lookflex.example`;

/** An author with a browser of a hostile make, and all they and an admin can give a name to. */
async function plant(browser: Browser, admin: APIRequestContext) {
  const person = await ok(
    admin.post("/api/v1/users", { data: { ...AUTHOR, role: "editor", password: PASSWORD, locale: "ko" } }),
  );
  await ok(
    admin.patch(`/api/v1/users/${person.data.id}`, { data: { attributes: { brand: [evil("attribute")] } } }),
  );
  const invitation = await ok(
    admin.post("/api/v1/invitations", { data: { email: INVITED, name: evil("invited"), role: "viewer" } }),
  );
  const group = await ok(
    admin.post("/api/v1/groups", {
      data: { name: evil("gr"), description: evil("group"), attributes: { brand: [evil("given")] } },
    }),
  );
  const members = `/api/v1/groups/${group.data.id}/members`;
  await ok(admin.patch(members, { data: { add: [person.data.id] } }));
  const context = await browser.newContext({ locale: "ko-KR", userAgent: evil("agent") });
  const { url } = demo();
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json();
  await context.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken, email: AUTHOR.email, password: PASSWORD, json: "true" },
  });
  const post = (path: string, data: unknown) => ok(context.request.post(`${url}/api/v1${path}`, { data }));
  const query = { dataset: "sales", filters: [] };
  const box = (y: number) => ({ x: 0, y, w: 1152, h: 240 });
  await post("/dashboards", {
    slug: SLUG,
    name: evil("dashboard"),
    description: evil("description"),
    controls: [
      { type: "select", name: "brand", dataset: "sales", dimension: "brand", label: evil("control") },
    ],
    widgets: [
      { id: "text", type: "text", title: evil("text title"), text: evil("text") },
      { id: "kpi", type: "kpi", title: evil("kpi"), ...query, measures: ["margin"] },
      {
        id: "chart",
        type: "chart",
        title: evil("chart"),
        ...query,
        chart: { kind: "bar", x: { name: "date", grain: "month" }, measure: "margin", series: "channel" },
      },
      {
        id: "table",
        type: "table",
        title: evil("table"),
        ...query,
        dimensions: ["channel"],
        config: { metrics: ["margin"] },
      },
    ],
    layout: { width: 1152, widgets: { text: box(0), kpi: box(240), chart: box(480), table: box(720) } },
  });
  for (const scope of ["personal", "shared"])
    await post(`/dashboards/${SLUG}/views`, { name: evil(`${scope} view`), scope, widgets: {} });
  await post("/tokens", { name: evil("token"), scopes: ["read"] });
  await ok(context.request.put(`${url}/api/v1/favorites/${SLUG}`));
  const uproot = async () => {
    await admin.delete(`/api/v1/dashboards/${SLUG}`);
    await admin.delete(`/api/v1/users/${person.data.id}`);
    await admin.delete(`/api/v1/invitations/${invitation.data.id}`);
    await admin.delete(`/api/v1/groups/${group.data.id}`);
    await context.close();
  };
  return {
    personId: person.data.id,
    groupId: group.data.id,
    link: invitation.data.url,
    author: await context.newPage(),
    uproot,
  };
}

type Planted = Awaited<ReturnType<typeof plant>>;

test("scripts for names do nothing, wherever they are read", async ({ api, browser }) => {
  test.setTimeout(120_000);
  const planted = await plant(browser, await api("admin"));
  // What is left would meet the other tests.
  try {
    await readEverywhere(browser, planted);
  } finally {
    await planted.uproot();
  }
});

async function readEverywhere(browser: Browser, { personId, groupId, link, author }: Planted): Promise<void> {
  await test.step("at home, in the menu and on their dashboard", async () => {
    const { page, visit, assertQuiet } = await watch(author);
    await visit("/", AUTHOR.name, evil("dashboard"), evil("description"));
    await page.keyboard.press("ControlOrMeta+k");
    const menu = page.getByRole("dialog", { name: "검색과 명령" });
    await menu.getByRole("combobox").fill("__xss");
    await expect(menu.getByText(evil("dashboard"))).toBeVisible();
    await assertQuiet();
    const titles = ["text title", "text", "kpi", "chart", "table", "control"].map(evil);
    await visit(`/d/${SLUG}`, evil("dashboard"), ...titles);
    expect(await page.title()).toContain(evil("dashboard"));
    await page.getByRole("button", { name: /^뷰/ }).click();
    for (const scope of ["personal", "shared"])
      await page.getByRole("menuitemradio", { name: evil(`${scope} view`) }).hover();
    await page.getByRole("menuitemradio", { name: evil("personal view") }).click();
    await expect(page).toHaveURL(/view=/);
    await page.reload();
    await expect(page.getByRole("button", { name: evil("personal view") })).toBeVisible();
    await assertQuiet();
  });

  await test.step("in their account, a new name by the form included", async () => {
    const { page, visit, assertQuiet } = await watch(author);
    await visit("/account", evil("token"));
    const name = page.getByRole("textbox", { name: "이름", exact: true });
    await expect(name).toHaveValue(AUTHOR.name);
    await name.fill(evil("renamed"));
    await page.getByRole("button", { name: "저장" }).first().click();
    await expect(page.getByRole("button", { name: new RegExp(`renamed ${key}`) })).toBeVisible();
    await assertQuiet();
  });

  await test.step("among users, on the person's page, in its questions and its toasts", async () => {
    const context = await browser.newContext({ locale: "ko-KR" });
    await signIn(context, "admin");
    const { page, visit, assertQuiet } = await watch(await context.newPage());
    await visit(`/admin/users?search=${encodeURIComponent("__xss")}`, evil("renamed"), INVITED);
    await visit("/admin/groups", evil("gr"));
    await visit(`/admin/groups/${groupId}`, evil("gr"), evil("group"), evil("given"), evil("renamed"));
    await visit(`/admin/users/${personId}`, evil("renamed"), evil("token"), evil("attribute"), evil("gr"));
    await page.getByRole("button", { name: "삭제" }).click();
    await expect(page.getByRole("dialog").getByText(evil("renamed")).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "정지" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "정지" }).click();
    await expect(page.getByText(`${evil("renamed")} 님을 정지했습니다`, { exact: true })).toBeVisible();
    await assertQuiet();
    await context.close();
  });

  await test.step("in the audit log and its search", async () => {
    const context = await browser.newContext({ locale: "ko-KR" });
    await signIn(context, "auditor");
    const { page, visit, assertQuiet } = await watch(await context.newPage());
    // What is kept as JSON is shown so, its quotes escaped.
    for (const [action, text] of [
      ["user.update", `attribute ${key}`],
      ["account.update", `renamed ${key}`],
      ["session.start", evil("agent")],
    ] as const) {
      await visit(`/audit?action=${action}&search=${key}`);
      await page.getByRole("row", { name: action }).last().getByRole("button").click();
      await expect(page.getByText(text).last()).toBeVisible();
      await assertQuiet();
    }
    await visit(`/audit?search=${encodeURIComponent(evil("search"))}`);
    await expect(page.getByRole("textbox", { name: "전체 검색" })).toHaveValue(evil("search"));
    await assertQuiet();
    await context.close();
  });

  await test.step("to whom is invited, and in addresses", async () => {
    const context = await browser.newContext({ locale: "ko-KR" });
    const { page, visit } = await watch(await context.newPage());
    await visit(new URL(link).pathname, INVITED);
    await expect(page.getByRole("textbox", { name: "이름" })).toHaveValue(evil("invited"));
    await visit(`/login?next=${encodeURIComponent(`/d/x?y=${evil("next")}`)}`, "로그인");
    await visit(`/invite/${encodeURIComponent(evil("link"))}`, "올바르지 않은 링크입니다");
    await context.close();
  });
}

test("the watch would see one: what a name could at most bring in is stopped by the policy, and heard", async ({
  loginAs,
}) => {
  const { page, complaints } = await watch(await loginAs("viewer"));
  await page.goto(`${demo().url}/account`);
  await page.evaluate(() =>
    document.body.insertAdjacentHTML(
      "beforeend",
      '<img src=x onerror="__xss=1"><a href="javascript:__xss=2">x</a>',
    ),
  );
  await expect.poll(() => complaints.length).toBeGreaterThan(0);
  await page.getByRole("link", { name: "x", exact: true }).click();
  await expect.poll(() => complaints.length).toBeGreaterThan(1);
  expect(await page.evaluate("typeof __xss")).toBe("undefined");
});
