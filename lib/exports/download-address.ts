import type { ExportRequest } from "@/lib/exports/export-request";

const placeOf = (of: ExportRequest["of"]): string => {
  if (of.kind === "explore") return `datasets/${encodeURIComponent(of.dataset)}`;
  const dashboard = `dashboards/${encodeURIComponent(of.dashboard)}`;
  return of.kind === "widget" ? `${dashboard}/widgets/${encodeURIComponent(of.widget)}` : dashboard;
};

/** Where a short file is downloaded: the page's own address, and how it is to be written. Pure. */
export function downloadAddress({ of, address, format, values, bom }: ExportRequest): string {
  const params = new URLSearchParams(address);
  params.set("format", format);
  // Not the page's own: what is left out is the default.
  params.delete("values");
  params.delete("bom");
  if (values !== "raw") params.set("values", values);
  if (bom) params.set("bom", "1");
  return `/api/v1/${placeOf(of)}/export?${params}`;
}
