import { demo, expect, test } from "./fixtures";

test("a click on a head sends one question, before anything is drawn by it, and Back asks for what was", async ({
  loginAs,
}) => {
  const page = await loginAs("viewer");
  // Newer data, of another test say, would have all asked again.
  await page.route("**/api/v1/live**", (route) => route.abort());
  await page.goto(`${demo().url}/d/brand-performance?view=default`);
  const table = page.getByRole("grid", { name: "브랜드별 손익" });
  const margin = table.getByRole("columnheader", { name: /^마진 / });
  const first = table.locator('[data-cell="0:0"]');
  await expect(first).not.toBeEmpty();
  const before = await first.textContent();
  // What is counted is what leaves within the click itself: React draws after it.
  const sent = await margin
    .getByRole("button")
    .first()
    .evaluate((button) => {
      const seen: string[] = [];
      const { fetch } = window;
      window.fetch = (address, init) => {
        if (String(address).endsWith("/api/v1/query")) seen.push(String(init?.body));
        return fetch(address, init);
      };
      Object.assign(window, { seen });
      (button as HTMLElement).click();
      return [...seen];
    });
  const sorts = (bodies: string[]) => bodies.map((body) => JSON.parse(body).sort);
  const wanted = [{ column: "margin", direction: "desc" }];
  expect(sorts(sent)).toEqual([wanted]);
  await expect(margin).toHaveAttribute("aria-sort", "descending");
  await expect(table).toHaveAttribute("aria-busy", "false");
  await expect(page).toHaveURL(/t\.brands\.sort=-margin/);
  const all = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(sorts(await all()).filter((sort) => sort?.[0]?.column === "margin")).toEqual([wanted]);
  await page.goBack();
  await expect(margin).not.toHaveAttribute("aria-sort");
  await expect(first).toHaveText(before ?? "");
  await page.goForward();
  await expect(margin).toHaveAttribute("aria-sort", "descending");
});
