/** Light, dark, or the system's; the cookie lets the server draw the right one at once. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

/** The choice in a cookie; none (or nonsense) means the system decides. */
export const parseTheme = (cookie: string | undefined): Theme =>
  THEMES.find((theme) => theme === cookie) ?? "system";

/** What `<html data-theme>` says: nothing for the system, which CSS then asks. */
export const themeAttribute = (theme: Theme): "light" | "dark" | undefined =>
  theme === "system" ? undefined : theme;
