import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

test("a favourite stands first at home, on every device, until it is one no more", async ({
  api,
  browser,
}) => {
  const person = await newPerson(await api("admin"));
  const page = await signedIn(browser, person);
  const heading = page.getByRole("main").getByRole("heading", { level: 2, name: /^즐겨찾기/ });
  const all = page.getByRole("region", { name: "모든 대시보드" });
  await page.goto(demo().url);
  await expect(heading).toHaveCount(0);
  const written = page.waitForResponse((answer) => answer.request().method() === "POST");
  await all.getByRole("button", { name: "상품 성과 즐겨찾기에 추가" }).click();
  await expect(heading).toBeVisible();
  await written;
  await page.reload();
  await expect(heading).toBeVisible();

  const other = await signedIn(browser, person);
  await other.goto(`${demo().url}/d/product-performance`);
  const removed = other.waitForResponse((answer) => answer.request().method() === "DELETE");
  await other.getByRole("button", { name: "상품 성과 즐겨찾기에서 제거" }).click();
  expect((await removed).status()).toBe(200);
  await expect(other.getByRole("button", { name: "상품 성과 즐겨찾기에 추가" })).toBeVisible();
  await page.reload();
  await expect(all.getByRole("button", { name: "상품 성과 즐겨찾기에 추가" })).toBeVisible();
  await expect(heading).toHaveCount(0);
  for (const each of [page, other]) await each.context().close();
});
