import { Download } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccountSection } from "@/components/account/account-section";
import { ChangePasswordForm } from "@/components/account/change-password-form";
import { NameForm } from "@/components/account/name-form";
import { PreferencesForm } from "@/components/account/preferences-form";
import { SessionList } from "@/components/account/session-list";
import { TokenSection } from "@/components/account/token-section";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/access/can";
import { scopesFor } from "@/lib/access/roles";
import { getAccount } from "@/lib/account/get-account";
import { parseTheme, THEME_COOKIE } from "@/lib/account/theme";
import { requireViewer } from "@/lib/auth/require-viewer";
import { listSessions } from "@/lib/sessions/list-sessions";
import { getSettings } from "@/lib/settings/get-settings";
import { listTokens } from "@/lib/tokens/list-tokens";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function AccountPage() {
  const viewer = await requireViewer();
  const [workspace, account, sessions, tokens, jar, t] = await Promise.all([
    getSettings(),
    getAccount(viewer),
    listSessions(viewer),
    listTokens(viewer),
    cookies(),
    getTranslations("account"),
  ]);
  const { timezone } = viewer;
  const now = new Date().toISOString();
  return (
    <PageBody>
      <div className="max-w-5xl">
        <PageTitle title={t("title")} />
        <AccountSection title={t("profile")} about={t("profileAbout")}>
          <NameForm name={account.name} email={account.email} />
        </AccountSection>
        <AccountSection title={t("preferences")} about={t("preferencesAbout")}>
          <PreferencesForm
            timezone={account.timezone}
            workspace={{ timezone: workspace.timezone, weekStart: workspace.weekStart }}
            theme={parseTheme(jar.get(THEME_COOKIE)?.value)}
            numberStyle={account.numberStyle}
            weekStart={account.weekStart}
          />
        </AccountSection>
        <AccountSection title={t("password")} about={t("passwordAbout")}>
          <ChangePasswordForm email={account.email} />
        </AccountSection>
        <AccountSection title={t("sessions")} about={t("sessionsAbout")}>
          <SessionList
            sessions={sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
              ...session,
              createdAt: createdAt.toISOString(),
              lastSeenAt: lastSeenAt.toISOString(),
            }))}
            timezone={timezone}
            now={now}
          />
        </AccountSection>
        <TokenSection
          tokens={tokens.map(({ id, name, prefix, scopes, expiresAt, lastUsedAt }) => ({
            id,
            name,
            prefix,
            scopes,
            expiresAt: expiresAt?.toISOString() ?? null,
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
          }))}
          allowed={scopesFor(viewer.role, viewer.duties)}
          timezone={timezone}
          now={now}
        />
        {can(viewer, "export.run") ? (
          <AccountSection title={t("exports.section")} about={t("exports.sectionAbout")}>
            <Button asChild>
              <Link href="/account/exports">{t("exports.open")}</Link>
            </Button>
          </AccountSection>
        ) : null}
        <AccountSection title={t("export")} about={t("exportAbout")}>
          <Button asChild>
            <a href="/api/v1/account/export" download>
              <Download aria-hidden />
              {t("exportButton")}
            </a>
          </Button>
        </AccountSection>
      </div>
    </PageBody>
  );
}
