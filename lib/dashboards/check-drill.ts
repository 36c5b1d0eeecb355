import type { NameCheck } from "@/lib/dashboards/name-check";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";

/** The dashboards a widget leads to, where these are known, and the controls whose state goes along. */
export function checkDrill(
  check: NameCheck,
  path: string,
  widget: Widget,
  { slug, controls }: DashboardSpec,
  dashboards: readonly string[] | undefined,
): void {
  if (!("drillThrough" in widget)) return;
  const carried = controls.map((control) =>
    control.type === "date_range" ? control.dimension : control.name,
  );
  widget.drillThrough?.forEach(({ dashboard, carry }, i) => {
    const at = `${path}.drillThrough.${i}`;
    if (dashboards) check.name(`${at}.dashboard`, "dashboard", dashboard, [...dashboards, slug]);
    if (carry === "all") return;
    carry.forEach((name, c) => {
      check.name(`${at}.carry.${c}`, "control", name, carried);
    });
  });
}
