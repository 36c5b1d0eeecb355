import { getTranslations } from "next-intl/server";
import { AuditExport, exportAudit } from "@/lib/audit/export-audit";
import { defineRoute } from "@/lib/define-route";
import { attachment } from "@/lib/export/attachment";
import { streamText } from "@/lib/export/stream-text";
import { today } from "@/lib/query/relative-date";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" };

export const GET = defineRoute(
  { needs: "audit.read", query: AuditExport },
  async ({ viewer, query, signal }) => {
    const [pieces, t] = await Promise.all([
      exportAudit(viewer, query),
      getTranslations({ locale: viewer.locale, namespace: "audit" }),
    ]);
    const name = `${t("fileName")} ${today(new Date(), viewer.timezone)}.${query.format}`;
    return new Response(streamText(pieces, signal), {
      headers: { "Content-Type": TYPES[query.format], "Content-Disposition": attachment(name) },
    });
  },
);
