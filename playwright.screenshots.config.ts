import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

/** `npm run screenshots`: every page in both themes, languages and widths, for people to look at; the README's picture too. */
export default defineConfig({
  ...base,
  testDir: "tests/screenshots",
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
});
