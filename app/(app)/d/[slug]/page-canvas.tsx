import "server-only";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Canvas, CanvasBox, inReadingOrder } from "@/components/dashboard/canvas";
import { SectionBox, SectionCanvas, SectionHeading } from "@/components/dashboard/sections-part";
import { WidgetBoundary, WidgetFailure } from "@/components/dashboard/widget-failure";
import { WidgetFrame } from "@/components/dashboard/widget-frame";
import { WidgetSkeleton } from "@/components/dashboard/widget-skeleton";
import { ExportMenu } from "@/components/exports/export-menu";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { sectionMembers } from "@/lib/dashboards/fold-sections";
import type { Box } from "@/lib/dashboards/layout";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { Widget } from "@/lib/dashboards/schema";
import type { PageState } from "./read-page";
import { WidgetBody } from "./widget-body";

interface PageCanvasProps {
  viewer: Viewer;
  open: PageState;
  address: URLSearchParams;
  now: Date;
}

/** The widgets of the open page in their places. What is under a closed section is not asked: its frames wait for it to be opened. */
export async function PageCanvas({ viewer, open, address, now }: PageCanvasProps) {
  const [t, exports] = await Promise.all([getTranslations("dashboards"), getTranslations("exports")]);
  const mayExport = can(viewer, "export.run");
  const { dashboard, page, widgets, titleOf, textOf } = open;
  const { layout } = dashboard;
  const broken = brokenParts(open);
  const placed = [
    ...inReadingOrder(widgets, layout).map(({ widget, box }) => ({
      id: widget.id,
      box,
      section: widget.type === "section",
    })),
    ...broken.map(({ widgetId, box }) => ({ id: widgetId, box })),
  ];
  const sections = widgets.filter((widget) => widget.type === "section");
  const members = sectionMembers(placed);
  const closed = sections.filter(({ id }) => open.closed.has(id)).map(({ id }) => id);
  const waiting = new Set(closed.flatMap((id) => members.get(id) ?? []));

  const body = (widget: Widget, box: Box) => {
    const skeleton = <WidgetSkeleton widget={widget} box={box} />;
    if (waiting.has(widget.id)) return skeleton;
    return (
      <WidgetBoundary title={titleOf(widget)}>
        <Suspense fallback={skeleton}>
          <WidgetBody
            viewer={viewer}
            widget={widget}
            title={titleOf(widget)}
            box={box}
            controls={open.state}
            chosen={open.cross.filters}
            saved={open.view.widgets[widget.id] ?? {}}
            params={address}
            now={now}
          />
        </Suspense>
      </WidgetBoundary>
    );
  };
  const content = (widget: Widget, box: Box) => {
    const description = widget.description && textOf(widget.description);
    if (widget.type === "section")
      return <SectionHeading id={widget.id} title={titleOf(widget)} description={description} />;
    return (
      <WidgetFrame
        title={titleOf(widget)}
        description={description}
        bare={widget.type === "kpi" || (widget.type === "text" && !widget.title)}
        actions={widget.type === "table" || widget.type === "chart"}
        menu={
          widget.type === "kpi" && mayExport ? (
            <ExportMenu
              of={{ kind: "widget", dashboard: dashboard.slug, widget: widget.id }}
              label={exports("widget", { title: titleOf(widget) })}
            />
          ) : null
        }
        unfiltered={open.unfiltered(widget)}
      >
        {body(widget, box)}
      </WidgetFrame>
    );
  };
  const drawn = inReadingOrder(widgets, layout).map(({ widget, box }) => ({
    id: widget.id,
    box,
    place: {
      width: layout.width,
      narrow: widget.type === "table" ? ("keep" as const) : ("fit" as const),
      above: dashboard.widgets.findIndex(({ id }) => id === widget.id),
      phone: layout.phone?.indexOf(widget.id) ?? -1,
    },
    content: content(widget, box),
  }));
  const failures = broken.map(({ path, message, widgetId, box }) => ({
    id: widgetId,
    box,
    place: { width: layout.width, narrow: "fit" as const },
    content: (
      <WidgetFrame title={widgetId}>
        <WidgetFailure message={t("brokenWidget", { reason: message })} detail={path} retry={false} />
      </WidgetFrame>
    ),
  }));
  const all = [...drawn, ...failures];
  if (sections.length === 0)
    return (
      <Canvas boxes={placed.map(({ box }) => box)}>
        {all.map(({ id, box, place, content: inside }) => (
          <CanvasBox key={id} box={box} {...place}>
            {inside}
          </CanvasBox>
        ))}
      </Canvas>
    );
  return (
    <SectionCanvas
      // Another page has other sections.
      key={page}
      placed={placed.map(({ id, box: { x, y, w, h }, ...rest }) => ({ id, box: { x, y, w, h }, ...rest }))}
      sections={sections.map(({ id, collapsed }) => ({ id, ...(collapsed ? { collapsed } : {}) }))}
      waiting={closed}
    >
      {all.map(({ id, place, content: inside }) => (
        <SectionBox key={id} id={id} {...place}>
          {inside}
        </SectionBox>
      ))}
    </SectionCanvas>
  );
}

/** The broken widgets of the open page whose place is known: they are shown there, with what is wrong. One a widget. */
function brokenParts({ dashboard: { issues, pages, layout }, page }: PageState) {
  const seen = new Set(Object.keys(layout.widgets));
  return (issues ?? []).flatMap(({ widgetId, box, ...issue }) => {
    if (!widgetId || !box || seen.has(widgetId)) return [];
    const known = pages?.some(({ id }) => id === box.page) ? box : { ...box, page: undefined };
    if (pageOf(known, pages) !== page) return [];
    seen.add(widgetId);
    return [{ ...issue, widgetId, box }];
  });
}
