"use client";

import { ChevronRight } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";
import { Canvas, CanvasBox, type CanvasBoxProps } from "@/components/dashboard/canvas";
import { useHeldTransition } from "@/components/dashboard/use-held-transition";
import { foldSections, type Placed } from "@/lib/dashboards/fold-sections";
import { parseClosed, withSection } from "@/lib/dashboards/page-address";
import { searchString } from "@/lib/table/search-params";

interface Sections {
  /** Of what is shown, by id. */
  boxes: ReadonlyMap<string, Placed["box"]>;
  closed: ReadonlySet<string>;
  toggle: (id: string) => void;
}

const Context = createContext<Sections>({ boxes: new Map(), closed: new Set(), toggle: () => {} });

export interface SectionCanvasProps {
  placed: readonly Placed[];
  sections: readonly { id: string; collapsed?: boolean }[];
  /** Those whose widgets have not been asked, because they were closed when the page was drawn. */
  waiting: readonly string[];
  children: ReactNode;
}

/**
 * A canvas whose sections close over what is below them: at once, and in the address. What was never open is asked for when it is
 * opened; until it comes its frames stand in their places.
 */
export function SectionCanvas({ placed, sections, waiting, children }: SectionCanvasProps) {
  const params = useSearchParams();
  const router = useRouter();
  const { pending, start } = useHeldTransition();
  const said = [...parseClosed(sections, new URLSearchParams(params))];
  const address = said.join(",");
  // While another page is on its way the address is told to nobody: what is pressed shows all the same.
  const [own, set] = useState({ address, closed: said });
  const closed = own.address === address ? own.closed : said;
  const shut = closed.join(",");

  const missing = waiting.filter((id) => !said.includes(id)).join(",");
  const asked = useRef("");
  useEffect(() => {
    if (missing === "") asked.current = "";
    // What is not there after it was asked for is asked for once.
    if (missing === "" || pending || asked.current === missing) return;
    asked.current = missing;
    start(() => router.refresh());
  }, [missing, pending, start, router]);

  const value = useMemo((): Sections => {
    const ids = shut === "" ? [] : shut.split(",");
    const shutIds = new Set(ids);
    return {
      boxes: foldSections(placed, shutIds),
      closed: shutIds,
      toggle: (id) => {
        const section = sections.find((one) => one.id === id);
        if (!section) return;
        const open = shutIds.has(id);
        set({ address, closed: open ? ids.filter((one) => one !== id) : [...ids, id] });
        const next = withSection(new URLSearchParams(window.location.search), section, open);
        window.history.replaceState(null, "", window.location.pathname + searchString(next));
      },
    };
  }, [placed, sections, shut, address]);
  return (
    <Context value={value}>
      <Canvas boxes={value.boxes.values()}>{children}</Canvas>
    </Context>
  );
}

/** One widget's place among sections; nothing under a closed one. */
export function SectionBox({ id, ...props }: Omit<CanvasBoxProps, "box"> & { id: string }) {
  const box = use(Context).boxes.get(id);
  return box ? <CanvasBox box={box} {...props} /> : null;
}

export interface SectionHeadingProps {
  id: string;
  title: string;
  description?: string | undefined;
}

/** A heading with the button that closes and opens what is below it. */
export function SectionHeading({ id, title, description }: SectionHeadingProps) {
  const { closed, toggle } = use(Context);
  const open = !closed.has(id);
  return (
    <div className="flex h-full min-h-8 items-center gap-3 border-line border-b pointer-coarse:min-h-11">
      <h2 className="min-w-0 font-semibold text-15">
        <button
          type="button"
          aria-expanded={open}
          title={title}
          onClick={() => toggle(id)}
          className="flex h-8 max-w-full items-center gap-1.5 rounded-2 pr-2 hover:bg-hover pointer-coarse:h-11"
        >
          <ChevronRight
            aria-hidden
            data-print="hide"
            className={`size-4 shrink-0 text-ink-2 transition-transform motion-reduce:transition-none ${open ? "rotate-90" : ""}`}
          />
          <span className="truncate">{title}</span>
        </button>
      </h2>
      {description ? (
        <p
          title={description}
          className="min-w-0 flex-1 truncate text-12 text-ink-2 @max-[719px]/canvas:hidden"
        >
          {description}
        </p>
      ) : null}
    </div>
  );
}
