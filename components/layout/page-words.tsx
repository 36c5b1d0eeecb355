import "server-only";
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** What client components of every page say. */
export const EVERYWHERE = ["commands", "common", "exports", "layout", "login", "pages"] as const;

type Messages = Awaited<ReturnType<typeof getMessages>>;

export interface PageWordsProps {
  /** Namespaces of these pages' client components, beyond those of every page. Its test finds one that is missing. */
  of?: readonly (keyof Messages)[];
  children: ReactNode;
}

/** The messages the browser gets: each stands in the page's HTML, so only those its script may say. */
export async function PageWords({ of = [], children }: PageWordsProps) {
  const all = await getMessages();
  const messages = Object.fromEntries([...EVERYWHERE, ...of].map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
