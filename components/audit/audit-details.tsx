"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type AuditAddress, auditParams } from "@/components/audit/audit-address";
import type { AuditEntry } from "@/components/audit/audit-entry";
import { readChanges } from "@/components/audit/read-changes";
import { useNavigation } from "@/components/dashboard/navigation";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export interface AuditDetailsProps {
  entry: AuditEntry;
  address: AuditAddress;
}

/** All that is on record of one entry: before and after first, then the request. */
export function AuditDetails({ entry, address }: AuditDetailsProps) {
  const t = useTranslations("audit");
  const { navigate } = useNavigation();
  const { changes, rest } = readChanges(entry.metadata);
  const { userId } = entry;
  return (
    // Sticks to the frame's left edge: on phones the table is wider than the screen.
    <div className="sticky left-0 flex max-w-[calc(100vw-2rem)] flex-col gap-4 px-4 py-3 md:max-w-none">
      {changes.length > 0 ? (
        <section>
          <h3 className="mb-1 font-semibold text-12">{t("changes")}</h3>
          <table className="text-12">
            <thead className="text-left text-ink-2">
              <tr>
                <th scope="col" className="pr-6 font-medium">
                  {t("field")}
                </th>
                <th scope="col" className="pr-6 font-medium">
                  {t("before")}
                </th>
                <th scope="col" className="font-medium">
                  {t("after")}
                </th>
              </tr>
            </thead>
            <tbody className="align-top">
              {changes.map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row" className="pr-6 text-left font-medium">
                    {field}
                  </th>
                  <td className="break-all pr-6 text-ink-2">{before ?? "–"}</td>
                  <td className="break-all">{after ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
        <Fact name={t("time")}>{entry.timestamp}</Fact>
        {userId ? (
          <Fact name={t("user")}>
            {entry.userEmail ?? t("gone")} <span className="font-mono text-11 text-ink-2">{userId}</span>{" "}
            <Button
              size="sm"
              variant="link"
              onClick={() =>
                navigate(
                  auditParams({
                    ...address,
                    filters: { ...address.filters, user: "", userId },
                    cursor: null,
                  }),
                )
              }
            >
              {t("onlyUser")}
            </Button>
          </Fact>
        ) : null}
        {entry.path ? (
          <Fact name={t("request")}>
            {entry.method} {entry.path}
            {entry.responseMs === null ? "" : ` · ${t("responseMs", { ms: entry.responseMs })}`}
          </Fact>
        ) : null}
        {entry.error ? <Fact name={t("error")}>{entry.error}</Fact> : null}
        {entry.responseMessage ? <Fact name={t("message")}>{entry.responseMessage}</Fact> : null}
        {entry.ip ? <Fact name={t("ip")}>{entry.ip}</Fact> : null}
        {entry.userAgent ? <Fact name={t("userAgent")}>{entry.userAgent}</Fact> : null}
        {entry.requestId ? (
          <Fact name={t("requestId")}>
            <span className="font-mono text-11">{entry.requestId}</span>
            <CopyButton text={entry.requestId} label={t("copyRequestId")} />
          </Fact>
        ) : null}
        <Json name={t("query")} value={entry.query} />
        <Json name={t("body")} value={entry.body} />
        <Json name={t("metadata")} value={rest} />
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="break-all">{children}</dd>
    </>
  );
}

function Json({ name, value }: { name: string; value: Record<string, unknown> | null }) {
  if (!value) return null;
  return (
    <Fact name={name}>
      <pre className="whitespace-pre-wrap break-all font-mono text-11">{JSON.stringify(value, null, 2)}</pre>
    </Fact>
  );
}
