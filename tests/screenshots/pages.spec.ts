import path from "node:path";
import { openQuiet } from "@/tests/e2e/quiet";
import { chartPage } from "../e2e/every-chart";
import { demo, signIn, test } from "../e2e/fixtures";
import { groupPage } from "../e2e/people";

const out = path.join(import.meta.dirname, "../../test-results/screenshots");
const WIDTHS = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const PAGES = {
  home: "/",
  dashboard: "/d/brand-performance",
  charts: "(charts)",
  bin: "/bin",
  explore: "/explore",
  "explore-table":
    "/explore/sales?t.x.dims=brand,channel&t.x.metrics=settlement_amount,margin,roi&t.x.sort=-margin",
  "explore-chart": "/explore/sales?show=chart&t.x.dims=date&t.x.metrics=settlement_amount,roi",
  "admin-users": "/admin/users",
  "admin-groups": "/admin/groups",
  "admin-group": "(group)",
  "admin-settings": "/admin/settings",
  audit: "/audit",
  "not-found": "/d/no-such-dashboard",
  login: "/login",
  invite: "/invite/no-such-token",
};

for (const theme of ["light", "dark"] as const)
  for (const locale of ["ko", "en"] as const)
    for (const [size, viewport] of Object.entries(WIDTHS))
      test(`${theme} ${locale} ${size}`, async ({ browser, api }) => {
        for (const [name, address] of Object.entries(PAGES)) {
          const context = await browser.newContext({
            viewport,
            locale,
            reducedMotion: "reduce",
            isMobile: size === "phone",
            hasTouch: size === "phone",
          });
          if (!["login", "invite"].includes(name))
            await signIn(context, name === "audit" ? "auditor" : "admin");
          await context.addCookies([
            { name: "theme", value: theme, url: demo().url },
            { name: "locale", value: locale, url: demo().url },
          ]);
          const page = await context.newPage();
          const made = { "(group)": groupPage, "(charts)": chartPage }[address];
          const target = made ? await made(await api("admin")) : address;
          await openQuiet(page, demo().url + target);
          await page.screenshot({
            path: path.join(out, `${name}-${theme}-${locale}-${size}.png`),
            fullPage: true,
          });
          if (name === "dashboard" && theme === "light" && locale === "en" && size === "wide")
            await page.screenshot({ path: path.join(import.meta.dirname, "../../docs/dashboard.png") });
          await context.close();
        }
      });
