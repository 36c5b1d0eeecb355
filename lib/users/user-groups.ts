import "server-only";
import { sql } from "drizzle-orm";

/** A group somebody is in, as lists name it. */
export interface UserGroup {
  id: string;
  name: string;
  /** What it gives its members beside their own. */
  attributes: Record<string, string[]>;
}

/**
 * A column beside a person's: the groups they are in, by name. `"users"."id"` is written out: in a statement on one table the
 * builder would shorten it to the group's own id.
 */
export const userGroups = sql<UserGroup[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'attributes', g.attributes)
    order by lower(g.name), g.id), '[]')
  from group_members m join groups g on g.id = m.group_id where m.user_id = "users"."id")`;
