"use client";

import { useEffect, useState } from "react";
import { hasStarted, STARTED_CHANGED } from "@/components/exports/started-key";
import { componentOnDemand } from "@/components/ui/on-demand";

const ExportsTray = componentOnDemand(() =>
  import("@/components/exports/exports-tray").then((part) => part.ExportsTray),
);

/** Where files on their way are shown, on whatever page one is. Nothing is loaded or asked until this tab has started one. */
export function ExportsOutlet({ timezone }: { timezone: string }) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const look = () => {
      if (!hasStarted()) return;
      setWanted(true);
      ExportsTray.part.load().catch(() => {});
    };
    look();
    window.addEventListener(STARTED_CHANGED, look);
    return () => window.removeEventListener(STARTED_CHANGED, look);
  }, []);
  return wanted ? <ExportsTray timezone={timezone} /> : null;
}
