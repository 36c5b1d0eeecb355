import type { CATEGORIES, SEVERITIES } from "@/components/audit/audit-address";

/** An entry as the page hands it to the browser. */
export interface AuditEntry {
  id: number;
  /** ISO 8601. */
  timestamp: string;
  userId: string | null;
  /** Null for nobody and for people who are gone. */
  userName: string | null;
  userEmail: string | null;
  action: string;
  category: (typeof CATEGORIES)[number];
  severity: (typeof SEVERITIES)[number];
  ip: string | null;
  userAgent: string | null;
  method: string | null;
  path: string | null;
  query: Record<string, unknown> | null;
  body: Record<string, unknown> | null;
  responseStatus: number | null;
  responseMessage: string | null;
  responseMs: number | null;
  error: string | null;
  metadata: Record<string, unknown> | null;
  requestId: string | null;
}
