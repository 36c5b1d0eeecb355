import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AccountSection } from "@/components/account/account-section";
import { TokenTable } from "@/components/account/token-table";
import { attributeSources } from "@/components/admin/attribute-sources";
import { AttributesInForce } from "@/components/admin/attributes-in-force";
import { UserAccess } from "@/components/admin/user-access";
import { UserAttributes } from "@/components/admin/user-attributes";
import { UserForm } from "@/components/admin/user-form";
import { UserGroups } from "@/components/admin/user-groups";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { atLeast, scopesFor } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { AppError } from "@/lib/errors";
import { formatDate, formatMoment } from "@/lib/format/format-date";
import { listGroups } from "@/lib/groups/list-groups";
import { listUserTokens } from "@/lib/tokens/list-user-tokens";
import { getUser } from "@/lib/users/get-user";
import { listUsers } from "@/lib/users/list-users";

interface UserPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("users"))("user") };
}

/** The person, or the page that says there is none. */
async function findUser(viewer: Viewer, id: string) {
  if (!z.uuid().safeParse(id).success) notFound();
  return getUser(viewer, { id }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
}

export default async function UserPage({ params }: UserPageProps) {
  const viewer = await requireViewer();
  requireRole(viewer, "admin");
  const user = await findUser(viewer, (await params).id);
  const [tokens, people, allGroups, t] = await Promise.all([
    listUserTokens(viewer, { userId: user.id }),
    listUsers(viewer),
    listGroups(viewer),
    getTranslations("users"),
  ]);
  const { locale, timezone } = viewer;
  const isSelf = user.id === viewer.userId;
  const heirs = people.filter(
    ({ id, role, suspendedAt }) => id !== user.id && suspendedAt === null && atLeast(role, "editor"),
  );
  const now = new Date();
  const seen = user.lastSeenAt
    ? formatMoment(user.lastSeenAt.toISOString(), now, locale, timezone)
    : t("never");
  // A form starts anew from what was saved in it, and only then.
  const { name, email, role, duties, attributes, groups } = user;

  return (
    <PageBody>
      <div className="max-w-5xl">
        <Link
          href="/admin/users"
          className="mb-1 inline-flex items-center gap-1 rounded-tag text-12 text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {t("backToUsers")}
        </Link>
        <PageTitle title={name} summary={`${t("lastSeen")}: ${seen}`} />
        <AccountSection title={t("identity")} about={t("identityAbout")}>
          <UserForm
            key={JSON.stringify([name, role, duties])}
            {...{ id: user.id, name, email, role, duties }}
            grantable={isSelf ? [] : viewer.duties}
          />
        </AccountSection>
        <AccountSection title={t("attributes")} about={t("attributesAbout")}>
          <UserAttributes key={JSON.stringify(attributes)} id={user.id} attributes={attributes} />
        </AccountSection>
        <AccountSection title={t("groups")} about={t("groupsAbout")}>
          <UserGroups
            key={groups.map((group) => group.id).join()}
            id={user.id}
            groups={groups}
            all={allGroups.map((group) => ({ id: group.id, name: group.name }))}
          />
        </AccountSection>
        <AccountSection title={t("inForce")} about={t("inForceAbout")}>
          <AttributesInForce sources={attributeSources(attributes, groups)} />
        </AccountSection>
        <AccountSection title={t("tokens")} about={t("tokensAbout")}>
          <TokenTable
            tokens={tokens.map(({ createdAt: _, expiresAt, lastUsedAt, ...token }) => ({
              ...token,
              expiresAt: expiresAt?.toISOString() ?? null,
              lastUsedAt: lastUsedAt?.toISOString() ?? null,
            }))}
            allowed={scopesFor(role, duties)}
            timezone={timezone}
            now={now.toISOString()}
          />
        </AccountSection>
        <AccountSection title={t("access")} about={t("accessAbout")}>
          {isSelf ? (
            <p className="text-13 text-ink-2">{t("yourself")}</p>
          ) : (
            <UserAccess
              id={user.id}
              name={name}
              suspendedSince={
                user.suspendedAt && formatDate(user.suspendedAt.toISOString(), "minute", locale, { timezone })
              }
              ownedDashboards={user.ownedDashboards}
              heirs={heirs.map((person) => ({ id: person.id, name: person.name, email: person.email }))}
            />
          )}
        </AccountSection>
      </div>
    </PageBody>
  );
}
