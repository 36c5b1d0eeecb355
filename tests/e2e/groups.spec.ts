import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

const key = () => randomUUID().slice(0, 8);
const opened = async (page: Page, slug: string) =>
  (await page.request.get(`${demo().url}/d/${slug}`, { maxRedirects: 0 })).status();

/** A private dashboard of whoever the page is signed in as. */
async function newDashboard(owner: Page, name: string): Promise<string> {
  const slug = `shared-${key()}`;
  const made = await owner.request.post(`${demo().url}/api/v1/dashboards`, {
    data: {
      slug,
      name,
      widgets: [{ id: "note", type: "text", text: "비공개 내용" }],
      layout: { width: 1152, widgets: { note: { x: 0, y: 0, w: 400, h: 120 } } },
    },
  });
  expect(made.status()).toBe(201);
  return slug;
}

async function newGroup(admin: APIRequestContext, name: string, members: string[] = []): Promise<string> {
  const made = await admin.post("/api/v1/groups", { data: { name } });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()).data;
  const joined = await admin.patch(`/api/v1/groups/${id}/members`, { data: { add: members } });
  expect(joined.status()).toBe(200);
  return id;
}

test("a group is made, gets a member, is shared a private dashboard; who leaves it is out at once", async ({
  api,
  browser,
  loginAs,
}) => {
  const adminApi = await api("admin");
  const [owner, member] = [await newPerson(adminApi, "editor"), await newPerson(adminApi)];
  const group = `서울 브랜드 매니저 ${key()}`;

  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/admin/groups`);
  await admin.getByRole("button", { name: "그룹 만들기" }).click();
  const making = admin.getByRole("dialog", { name: "그룹 만들기" });
  await making.getByRole("button", { name: "그룹 만들기" }).click();
  await expect(making.getByText("이름을 입력해 주십시오.")).toBeVisible();
  await making.getByRole("textbox", { name: "이름" }).fill(group);
  await making.getByRole("textbox", { name: "설명" }).fill("서울의 브랜드를 맡은 사람");
  await making.getByRole("button", { name: "그룹 만들기" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: group })).toBeVisible();
  await expect(admin.getByText("아직 구성원이 없습니다.")).toBeVisible();
  await admin.getByRole("combobox", { name: "추가할 사람의 이름·이메일" }).fill(member.email);
  await admin.getByRole("option", { name: new RegExp(member.email) }).waitFor();
  await admin.keyboard.press("Enter");
  await admin.getByRole("button", { name: "1명 추가" }).click();
  const members = admin.getByRole("region", { name: "구성원 목록" });
  await expect(members.getByRole("row", { name: new RegExp(member.email) })).toBeVisible();

  const ownerPage = await signedIn(browser, owner);
  const slug = await newDashboard(ownerPage, "비밀 계획");
  const memberPage = await signedIn(browser, member);
  expect(await opened(memberPage, slug)).toBe(403);
  await ownerPage.goto(`${demo().url}/d/${slug}`);
  await ownerPage.getByRole("button", { name: "공유" }).click();
  const sharing = ownerPage.getByRole("dialog", { name: "‘비밀 계획’ 공유" });
  await expect(sharing.getByRole("radio", { name: "아래 사람·그룹만" })).toBeChecked();
  await sharing.getByRole("combobox", { name: "사람·그룹 추가" }).fill(group);
  await sharing.getByRole("option", { name: new RegExp(group) }).click();
  await expect(sharing.getByRole("combobox", { name: `${group} 권한` })).toHaveText("보기");
  await sharing.getByRole("button", { name: "저장" }).click();
  await expect(sharing).toBeHidden();

  await memberPage.goto(demo().url);
  await memberPage
    .getByRole("region", { name: "모든 대시보드" })
    .getByRole("link", { name: "비밀 계획" })
    .click();
  await expect(memberPage.getByText("비공개 내용")).toBeVisible();
  await expect(memberPage.getByRole("button", { name: "공유" })).toHaveCount(0);

  await members
    .getByRole("row", { name: new RegExp(member.email) })
    .getByRole("button", { name: /제거/ })
    .click();
  await expect(admin.getByText("아직 구성원이 없습니다.")).toBeVisible();
  expect(await opened(memberPage, slug)).toBe(403);
  await memberPage.goto(demo().url);
  await expect(memberPage.getByRole("heading", { level: 1, name: "홈" })).toBeVisible();
  await expect(memberPage.getByRole("link", { name: "비밀 계획" })).toHaveCount(0);
  await Promise.all([ownerPage, memberPage].map((page) => page.context().close()));
});

test("an editor who was given a dashboard publishes it, and neither shares, opens nor deletes it", async ({
  api,
  browser,
}) => {
  const admin = await api("admin");
  const [owner, given] = [await newPerson(admin, "editor"), await newPerson(admin, "editor")];
  const [ownerPage, givenPage] = [await signedIn(browser, owner), await signedIn(browser, given)];
  const slug = await newDashboard(ownerPage, "함께 만드는 것");
  const address = `${demo().url}/api/v1/dashboards/${slug}`;
  const shared = await ownerPage.request.put(`${address}/shares`, {
    data: { shares: [{ user: given.id, canEdit: true }] },
  });
  expect(shared.status()).toBe(200);
  const { data } = await (await givenPage.request.get(address)).json();
  expect(data).toMatchObject({ slug, share: "edit", isPublic: false });
  const put = (change: object) => givenPage.request.put(address, { data: { ...data, ...change } });
  const opening = await put({ isPublic: true });
  expect(opening.status()).toBe(403);
  expect(await opening.json()).toMatchObject({
    error: { code: "AUTH_004", details: { fields: [{ path: "isPublic" }] } },
  });
  expect((await put({ name: "고친 것" })).status()).toBe(200);
  expect((await givenPage.request.delete(address)).status()).toBe(403);
  expect((await givenPage.request.put(`${address}/shares`, { data: { shares: [] } })).status()).toBe(403);
  expect((await givenPage.request.get(`${address}/shares/targets`)).status()).toBe(403);

  await givenPage.goto(`${demo().url}/d/${slug}`);
  await givenPage.getByRole("button", { name: "공유" }).click();
  const dialog = givenPage.getByRole("dialog");
  await expect(dialog.getByText("누가 열 수 있는지는 소유자와 관리자만 바꿀 수 있습니다.")).toBeVisible();
  await expect(dialog.getByText(given.email)).toBeVisible();
  await expect(dialog.getByRole("radio", { name: "로그인한 모든 사람" })).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "저장" })).toHaveCount(0);
  await Promise.all([ownerPage, givenPage].map((page) => page.context().close()));
});

test("a person's page says which attributes come from which group; the list narrows to one", async ({
  api,
  loginAs,
}) => {
  const adminApi = await api("admin");
  const person = await newPerson(adminApi);
  // Markup in a name is a name.
  const name = `<img src=x onerror="document.title='pwned'"> ${key()}`;
  const id = await newGroup(adminApi, name);
  await adminApi.patch(`/api/v1/groups/${id}`, { data: { attributes: { brand: ["르솔"] } } });
  await adminApi.patch(`/api/v1/users/${person.id}`, { data: { attributes: { brand: ["닥터트루"] } } });

  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/admin/users/${person.id}`);
  await admin.getByRole("combobox", { name: "그룹에 추가" }).fill(name.slice(-8));
  await admin.getByRole("option").click();
  await admin
    .getByRole("region", { name: "그룹", exact: true })
    .getByRole("button", { name: "저장" })
    .click();
  const inForce = admin.getByRole("region", { name: "적용되는 속성", exact: true }).getByRole("row");
  await expect(inForce.filter({ hasText: "닥터트루" })).toContainText("본인");
  await expect(inForce.filter({ hasText: "르솔" })).toContainText(name);

  await admin.goto(`${demo().url}/admin/users`);
  await admin.getByRole("combobox", { name: "그룹" }).click();
  await admin.getByRole("option", { name }).click();
  await expect(admin).toHaveURL(new RegExp(`group=${id}`));
  await expect(admin.getByRole("table").getByRole("row")).toHaveCount(2);
  await expect(admin.getByRole("link", { name: person.name })).toBeVisible();
  await admin.reload();
  await expect(admin.getByRole("table").getByRole("row")).toHaveCount(2);

  await admin.goto(`${demo().url}/admin/groups/${id}`);
  await expect(admin.getByRole("heading", { level: 1, name })).toBeVisible();
  await admin.getByRole("button", { name: "그룹 삭제" }).click();
  const asking = admin.getByRole("dialog");
  await expect(asking.getByText(/구성원 1명이/)).toBeVisible();
  await asking.getByRole("button", { name: "그룹 삭제" }).click();
  await admin.waitForURL(`${demo().url}/admin/groups`);
  await expect(admin.getByRole("link", { name })).toHaveCount(0);
  expect(await admin.title()).not.toContain("pwned");
});

test("a name that another group has is said at its field, and nothing is lost", async ({ api, loginAs }) => {
  const taken = `이미 있는 그룹 ${key()}`;
  await newGroup(await api("admin"), taken);
  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/admin/groups?create`);
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "이름" }).fill(taken);
  await dialog.getByRole("textbox", { name: "설명" }).fill("설명은 남습니다");
  await dialog.getByRole("button", { name: "그룹 만들기" }).click();
  await expect(dialog.getByText(`‘${taken}’ 그룹이 이미 있습니다. 다른 이름을 정해 주십시오.`)).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "설명" })).toHaveValue("설명은 남습니다");
});
