import type { ReactNode } from "react";
import { Brand } from "@/components/layout/brand-mark";
import { LanguageSwitch } from "@/components/layout/language-switch";
import { PageWords } from "@/components/layout/page-words";
import { SortedBars } from "@/components/layout/sorted-bars";
import { knownSettings } from "@/lib/settings/get-settings";

/** Signed out: the form on the left, on wide screens a quiet sorted table on the right. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { name, images } = await knownSettings();
  return (
    <div className="flex min-h-dvh">
      <div className="flex w-full flex-col bg-surface px-6 py-8 md:px-12 md:py-10 lg:w-[560px] lg:shrink-0 lg:border-line lg:border-r">
        <header>
          <Brand large brand={{ name, images }} />
        </header>
        <main id="main" className="mx-auto flex w-full max-w-[328px] flex-1 flex-col justify-center py-10">
          <PageWords of={["invite", "reset", "setup"]}>{children}</PageWords>
        </main>
        <footer className="flex justify-end">
          <LanguageSwitch />
        </footer>
      </div>
      <SortedBars />
    </div>
  );
}
