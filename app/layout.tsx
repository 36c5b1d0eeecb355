import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";
import { parseTheme, THEME_COOKIE, themeAttribute } from "@/lib/account/theme";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("layout");
  return {
    title: { template: "%s · LookFlex", default: "LookFlex" },
    description: t("description"),
    icons: { icon: "/icon.svg" },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Language, theme and what every page shares. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page would carry no CSP nonce: reading the headers keeps every page dynamic.
  await headers();
  const locale = await getLocale();
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang={locale} data-theme={themeAttribute(theme)}>
      <body>
        <NextIntlClientProvider>
          <TooltipProvider delayDuration={400} skipDelayDuration={200}>
            {children}
            <Toaster />
          </TooltipProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
