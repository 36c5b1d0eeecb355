import { type Asked, askApi, sending } from "@/components/dashboard/ask-api";
import type { Dashboard, DashboardSpec } from "@/lib/dashboards/schema";
import type { DashboardVersion } from "@/lib/dashboards/versions/schema";

const at = (slug: string) => `/api/v1/dashboards/${slug}`;

/** What a page of the list holds. */
export const VERSIONS_A_PAGE = 100;

/** What was published, newest first. @param before only earlier ones */
export const readVersions = (slug: string, before?: number): Promise<Asked<DashboardVersion[]>> =>
  askApi(
    `${at(slug)}/versions?${new URLSearchParams({
      limit: String(VERSIONS_A_PAGE),
      ...(before === undefined ? {} : { before: String(before) }),
    })}`,
  );

/** Who published last. */
export const readNewestVersion = (slug: string): Promise<Asked<DashboardVersion[]>> =>
  askApi(`${at(slug)}/versions?limit=1`);

/** The document as it was published then. */
export const readVersion = (slug: string, version: number): Promise<Asked<Dashboard>> =>
  askApi(`${at(slug)}/versions/${version}`);

/** Publishes an earlier version anew. @param newest the version that was read */
export const restoreVersion = (slug: string, version: number, newest: number): Promise<Asked<Dashboard>> =>
  askApi(`${at(slug)}/versions/${version}/restore`, sending("POST", { version: newest }));

/** The document alone, without what the server keeps of it. */
export function specOf(dashboard: Dashboard & { raw?: string }): DashboardSpec {
  const {
    id: _id,
    version: _version,
    ownerId: _owner,
    share: _share,
    createdAt: _created,
    updatedAt: _updated,
    issues: _issues,
    raw: _raw,
    ...spec
  } = dashboard;
  return spec;
}
