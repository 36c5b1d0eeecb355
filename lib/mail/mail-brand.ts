import "server-only";
import { env } from "@/lib/env";
import { accentTokens, DEFAULT_ACCENT, parseAccent } from "@/lib/settings/accent";
import type { WorkspaceSettings } from "@/lib/settings/get-settings";

/** How the workspace looks in a mail, which knows no style sheet of ours and no theme. */
export interface MailBrand {
  name: string;
  /** A whole address, for mail programs to fetch. */
  logo: string | null;
  /** Hex colours of the button. */
  accent: string;
  onAccent: string;
}

/** The brand that {@link composeMail} takes. Mails are white: the logo is the light one. */
export function mailBrand({ name, accent, images }: WorkspaceSettings): MailBrand {
  const color = parseAccent(accent ?? DEFAULT_ACCENT);
  if (!color) throw new Error("the accent is no colour");
  const { light } = accentTokens(color);
  return {
    name,
    logo: images.logo && `${env().siteUrl}${images.logo}`,
    accent: light.accent,
    onAccent: light["on-accent"],
  };
}
