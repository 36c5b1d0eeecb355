import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageBoundary } from "@/components/layout/page-boundary";
import { PageWords } from "@/components/layout/page-words";
import { Toaster } from "@/components/ui/toast";
import { parseTheme, THEME_COOKIE, themeAttribute } from "@/lib/account/theme";
import { accentCss, parseAccent } from "@/lib/settings/accent";
import { knownSettings } from "@/lib/settings/get-settings";

export async function generateMetadata(): Promise<Metadata> {
  const [t, { name, images }] = await Promise.all([getTranslations("layout"), knownSettings()]);
  return {
    // A name that held Next's own placeholder would be filled in: an invisible joiner keeps it apart.
    title: { template: `%s · ${name.replaceAll("%s", "%\u2060s")}`, default: name },
    description: t("description"),
    icons: { icon: images.favicon ?? "/icon.svg" },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Language, theme and what every page shares. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page would carry no CSP nonce: reading the headers keeps every page dynamic.
  await headers();
  const [locale, { accent: chosen }] = await Promise.all([getLocale(), knownSettings()]);
  const accent = chosen && parseAccent(chosen);
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang={locale} data-theme={themeAttribute(theme)}>
      {accent ? (
        <head>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own token names and hex colours, nothing that anybody typed */}
          <style dangerouslySetInnerHTML={{ __html: accentCss(accent) }} />
        </head>
      ) : null}
      <body>
        <PageWords>
          <PageBoundary>{children}</PageBoundary>
          <Toaster />
        </PageWords>
      </body>
    </html>
  );
}
