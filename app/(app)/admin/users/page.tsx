import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteDialog } from "@/components/admin/invite-dialog";
import { UsersTable } from "@/components/admin/users-table";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { listGroups } from "@/lib/groups/list-groups";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { mailConfigured } from "@/lib/mail/mail-configured";
import { listUsers } from "@/lib/users/list-users";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("users"))("title") };
}

export default async function UsersPage() {
  const viewer = await requireViewer();
  await requireRole(viewer, "admin");
  const [users, groups, invitations, t] = await Promise.all([
    listUsers(viewer),
    listGroups(viewer),
    listInvitations(viewer),
    getTranslations("users"),
  ]);
  const pending = invitations.filter(({ state }) => state === "valid" || state === "expired");
  const suspended = users.filter((user) => user.suspendedAt !== null).length;
  const counts = { active: users.length - suspended, invited: pending.length, suspended };
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={suspended > 0 ? t("summarySuspended", counts) : t("summary", counts)}
        actions={<InviteDialog timezone={viewer.timezone} mail={mailConfigured()} />}
      />
      <UsersTable
        users={users.map(({ id, name, email, role, duties, groups, lastSeenAt, suspendedAt }) => ({
          id,
          name,
          email,
          role,
          duties,
          groups: groups.map((group) => ({ id: group.id, name: group.name })),
          lastSeenAt: lastSeenAt?.toISOString() ?? null,
          suspendedAt: suspendedAt?.toISOString() ?? null,
        }))}
        groups={groups.map(({ id, name }) => ({ id, name }))}
        invitations={pending.map(({ id, email, role, expiresAt }) => ({
          id,
          email,
          role,
          expiresAt: expiresAt.toISOString(),
        }))}
        timezone={viewer.timezone}
        now={new Date().toISOString()}
      />
    </PageBody>
  );
}
