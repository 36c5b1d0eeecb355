import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AccountSection } from "@/components/account/account-section";
import { GroupAttributes } from "@/components/admin/group-attributes";
import { GroupDeletion } from "@/components/admin/group-deletion";
import { GroupForm } from "@/components/admin/group-form";
import { GroupMembers } from "@/components/admin/group-members";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { Viewer } from "@/lib/access/viewer";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { AppError } from "@/lib/errors";
import { type GroupDetails, getGroup } from "@/lib/groups/get-group";
import { listUsers } from "@/lib/users/list-users";

interface GroupPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("groups"))("group") };
}

/** The group, or the page that says there is none. */
async function findGroup(viewer: Viewer, id: string) {
  if (!z.uuid().safeParse(id).success) notFound();
  return getGroup(viewer, { id }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
}

export default async function GroupPage({ params }: GroupPageProps) {
  const viewer = await requireViewer();
  requireRole(viewer, "admin");
  const group = await findGroup(viewer, (await params).id);
  const [people, t] = await Promise.all([listUsers(viewer), getTranslations("groups")]);
  const inIt = new Set(group.members.map(({ id }) => id));
  const others = people.filter(({ id, suspendedAt }) => suspendedAt === null && !inIt.has(id));
  const { id, name, description, attributes, members, dashboards } = group;

  return (
    <PageBody>
      <div className="max-w-5xl">
        <Link
          href="/admin/groups"
          className="mb-1 inline-flex items-center gap-1 rounded-tag text-12 text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {t("backToGroups")}
        </Link>
        <PageTitle title={name} summary={t("memberCount", { count: members.length })} />
        <AccountSection title={t("members")} about={t("membersAbout")}>
          <GroupMembers
            id={id}
            members={members.map(({ suspendedAt, ...member }) => ({
              ...member,
              suspended: suspendedAt !== null,
            }))}
            others={others.map((person) => ({ id: person.id, name: person.name, email: person.email }))}
          />
        </AccountSection>
        {/* A form starts anew from what was saved in it, and only then. */}
        <AccountSection title={t("attributes")} about={t("attributesAbout")}>
          <GroupAttributes key={JSON.stringify(attributes)} id={id} attributes={attributes} />
        </AccountSection>
        <AccountSection title={t("shared")} about={t("sharedAbout")}>
          <SharedDashboards dashboards={dashboards} />
        </AccountSection>
        <AccountSection title={t("identity")}>
          <GroupForm key={JSON.stringify([name, description])} {...{ id, name, description }} />
        </AccountSection>
        <AccountSection title={t("deleteSection")} about={t("deleteAbout")}>
          <GroupDeletion id={id} name={name} members={members.length} dashboards={dashboards.length} />
        </AccountSection>
      </div>
    </PageBody>
  );
}

async function SharedDashboards({ dashboards }: Pick<GroupDetails, "dashboards">) {
  const t = await getTranslations("groups");
  if (dashboards.length === 0) return <p className="text-13 text-ink-2">{t("sharedNone")}</p>;
  return (
    <div className="max-w-2xl">
      <Table label={t("sharedList")}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("name")}</TableHeaderCell>
            <TableHeaderCell>{t("access")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <tbody>
          {dashboards.map(({ slug, name, canEdit }) => (
            <TableRow key={slug}>
              <TableCell>
                <Link href={`/d/${slug}`} className="rounded-tag font-medium text-13 hover:underline">
                  {name}
                </Link>
              </TableCell>
              <TableCell>{t(canEdit ? "canEdit" : "canView")}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
