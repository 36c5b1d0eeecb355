import "server-only";
import { sql } from "drizzle-orm";
import { groups } from "@/db/schema/groups";

/** What admins see of a group. The counts are read with it. */
export const groupColumns = {
  id: groups.id,
  name: groups.name,
  description: groups.description,
  attributes: groups.attributes,
  /** People in it, suspended ones too. */
  memberCount: sql<number>`(select count(*)::int from group_members where group_id = "groups"."id")`,
  /** Dashboards shared with it, without those in the bin. */
  dashboardCount: sql<number>`(select count(*)::int from dashboard_shares s join dashboards d on d.id = s.dashboard_id
    where s.group_id = "groups"."id" and d.deleted_at is null)`,
  createdAt: groups.createdAt,
  updatedAt: groups.updatedAt,
};

type Columns = typeof groups.$inferSelect;
export type Group = Pick<
  Columns,
  "id" | "name" | "description" | "attributes" | "createdAt" | "updatedAt"
> & { memberCount: number; dashboardCount: number };

/** What of a group the audit log keeps before and after a change. */
export const auditedGroup = ({ name, description, attributes }: Group) => ({ name, description, attributes });
