import type { RouteTable } from "@/lib/http/direct-routes";

/** The API's routes by their folders, for answers without Next's way to them (ADR 15). A test compares it with the folders. */
export const ROUTE_TABLE: RouteTable = {
  "/api/v1/account/export": () => import("@/app/api/v1/account/export/route"),
  "/api/v1/audit": () => import("@/app/api/v1/audit/route"),
  "/api/v1/bin": () => import("@/app/api/v1/bin/route"),
  "/api/v1/bin/[id]": () => import("@/app/api/v1/bin/[id]/route"),
  "/api/v1/bin/[id]/restore": () => import("@/app/api/v1/bin/[id]/restore/route"),
  "/api/v1/code/apply": () => import("@/app/api/v1/code/apply/route"),
  "/api/v1/code/plan": () => import("@/app/api/v1/code/plan/route"),
  "/api/v1/dashboards": () => import("@/app/api/v1/dashboards/route"),
  "/api/v1/dashboards/[slug]": () => import("@/app/api/v1/dashboards/[slug]/route"),
  "/api/v1/dashboards/[slug]/default-view": () => import("@/app/api/v1/dashboards/[slug]/default-view/route"),
  "/api/v1/dashboards/[slug]/draft": () => import("@/app/api/v1/dashboards/[slug]/draft/route"),
  "/api/v1/dashboards/[slug]/place": () => import("@/app/api/v1/dashboards/[slug]/place/route"),
  "/api/v1/dashboards/[slug]/shares": () => import("@/app/api/v1/dashboards/[slug]/shares/route"),
  "/api/v1/dashboards/[slug]/shares/targets": () =>
    import("@/app/api/v1/dashboards/[slug]/shares/targets/route"),
  "/api/v1/dashboards/[slug]/versions": () => import("@/app/api/v1/dashboards/[slug]/versions/route"),
  "/api/v1/dashboards/[slug]/versions/[version]": () =>
    import("@/app/api/v1/dashboards/[slug]/versions/[version]/route"),
  "/api/v1/dashboards/[slug]/versions/[version]/restore": () =>
    import("@/app/api/v1/dashboards/[slug]/versions/[version]/restore/route"),
  "/api/v1/dashboards/[slug]/views": () => import("@/app/api/v1/dashboards/[slug]/views/route"),
  "/api/v1/datasets": () => import("@/app/api/v1/datasets/route"),
  "/api/v1/datasets/[id]": () => import("@/app/api/v1/datasets/[id]/route"),
  "/api/v1/exports": () => import("@/app/api/v1/exports/route"),
  "/api/v1/exports/[id]": () => import("@/app/api/v1/exports/[id]/route"),
  "/api/v1/exports/[id]/file": () => import("@/app/api/v1/exports/[id]/file/route"),
  "/api/v1/favorites/[slug]": () => import("@/app/api/v1/favorites/[slug]/route"),
  "/api/v1/folders": () => import("@/app/api/v1/folders/route"),
  "/api/v1/folders/[id]": () => import("@/app/api/v1/folders/[id]/route"),
  "/api/v1/format-copies": () => import("@/app/api/v1/format-copies/route"),
  "/api/v1/groups": () => import("@/app/api/v1/groups/route"),
  "/api/v1/groups/[id]": () => import("@/app/api/v1/groups/[id]/route"),
  "/api/v1/groups/[id]/members": () => import("@/app/api/v1/groups/[id]/members/route"),
  "/api/v1/invitations": () => import("@/app/api/v1/invitations/route"),
  "/api/v1/invitations/[id]": () => import("@/app/api/v1/invitations/[id]/route"),
  "/api/v1/jobs": () => import("@/app/api/v1/jobs/route"),
  "/api/v1/live": () => import("@/app/api/v1/live/route"),
  "/api/v1/openapi.json": () => import("@/app/api/v1/openapi.json/route"),
  "/api/v1/query": () => import("@/app/api/v1/query/route"),
  "/api/v1/query/explain": () => import("@/app/api/v1/query/explain/route"),
  "/api/v1/query/windows": () => import("@/app/api/v1/query/windows/route"),
  "/api/v1/schemas/[name]": () => import("@/app/api/v1/schemas/[name]/route"),
  "/api/v1/settings": () => import("@/app/api/v1/settings/route"),
  "/api/v1/settings/images/[kind]": () => import("@/app/api/v1/settings/images/[kind]/route"),
  "/api/v1/tokens": () => import("@/app/api/v1/tokens/route"),
  "/api/v1/tokens/[id]": () => import("@/app/api/v1/tokens/[id]/route"),
  "/api/v1/tokens/[id]/rotate": () => import("@/app/api/v1/tokens/[id]/rotate/route"),
  "/api/v1/users": () => import("@/app/api/v1/users/route"),
  "/api/v1/users/[id]": () => import("@/app/api/v1/users/[id]/route"),
  "/api/v1/views/[id]": () => import("@/app/api/v1/views/[id]/route"),
};

/** Routes that Next alone can serve: what they call asks it for the running request. */
export const BY_NEXT: readonly string[] = [
  "/api/v1/[[...unknown]]",
  "/api/v1/audit/export",
  "/api/v1/dashboards/[slug]/export",
  "/api/v1/dashboards/[slug]/widgets/[id]/export",
  "/api/v1/datasets/[id]/export",
];
