import { AuditFilter, listAudit } from "@/lib/audit/list-audit";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute({ needs: "audit.read", query: AuditFilter }, ({ viewer, query }) =>
  listAudit(viewer, query),
);
