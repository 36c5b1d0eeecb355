import type { APIRequestContext } from "@playwright/test";
import { violations } from "./axe";
import { type Account, account, demo, expect, signIn, test } from "./fixtures";
import { groupPage } from "./people";
import { openQuiet } from "./quiet";

const PAGES: [string, string, Account | null][] = [
  ["login", "/login", null],
  ["invitation", "/invite/no-such-token", null],
  ["new password", "/reset/no-such-token", null],
  ["home", "/", "viewer"],
  ["dashboard", "/d/brand-performance", "viewer"],
  ["bin", "/bin", "editor"],
  ["explore", "/explore", "editor"],
  ["account", "/account", "viewer"],
  ["exports", "/account/exports", "viewer"],
  ["users", "/admin/users", "admin"],
  ["groups", "/admin/groups", "admin"],
  ["group", "(group)", "admin"],
  ["settings", "/admin/settings", "admin"],
  ["user", "/admin/users/{someone}", "admin"],
  ["audit", "/audit", "auditor"],
  ["refused", "/admin/users", "viewer"],
  ["not found", "/d/no-such-dashboard", "viewer"],
];

/** The demo's editor, where an address is about somebody. */
async function someone(address: string, api: (role: Account) => Promise<APIRequestContext>): Promise<string> {
  if (!address.includes("{someone}")) return "";
  const { data } = await (await (await api("admin")).get("/api/v1/users")).json();
  return data.find(({ email }: { email: string }) => email === account("editor").email).id;
}

for (const theme of ["light", "dark"] as const)
  for (const width of [1440, 390])
    for (const [name, address, role] of PAGES)
      test(`${name}, ${theme}, ${width} px: axe finds nothing, nothing spills over, the console is quiet`, async ({
        api,
        browser,
      }) => {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          locale: theme === "light" ? "ko-KR" : "en-GB",
          isMobile: width === 390,
          hasTouch: width === 390,
          reducedMotion: "reduce",
        });
        if (role) await signIn(context, role);
        await context.addCookies([{ name: "theme", value: theme, url: demo().url }]);
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => {
          const expected = name === "refused" || name === "not found" ? /status of 40[34]/ : /(?!)/;
          if (["error", "warning"].includes(message.type()) && !expected.test(message.text()))
            complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(error.message));
        const path =
          address === "(group)"
            ? await groupPage(await api("admin"))
            : address.replace("{someone}", await someone(address, api));
        await openQuiet(page, demo().url + path);
        expect(await violations(page)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        expect(complaints).toEqual([]);
        await context.close();
      });
