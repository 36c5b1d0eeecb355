"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { endExport } from "@/components/exports/end-export";
import { startExport } from "@/components/exports/start-export";
import { forgetExports, goneOf, readStarted, type StartedEntry } from "@/components/exports/started-exports";
import { STARTED_CHANGED } from "@/components/exports/started-key";
import { TrayItem } from "@/components/exports/tray-item";
import { useEndings } from "@/components/exports/use-endings";
import { useExports } from "@/components/exports/use-exports";
import { useTrayRoom } from "@/components/exports/use-tray-room";
import { Button } from "@/components/ui/button";
import { isActive } from "@/lib/exports/export-progress";

/** Where all of them are listed. */
const LIST = "/account/exports";

/**
 * The files this tab has asked for, until they are dismissed. Hidden, one on its way goes on and shows itself when it is over.
 * The list of all exports shows the same, so there it is not drawn.
 */
export function ExportsTray({ timezone }: { timezone: string }) {
  const t = useTranslations("exports");
  const { exports, askedAt, error, refresh } = useExports();
  const started = useStarted(refresh);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState<readonly string[]>([]);
  const listed = usePathname() === LIST;
  const files = (exports ?? []).filter(({ id }) => started.some((one) => one.id === id));
  const shown = listed ? [] : files.filter((file) => !(isActive(file) && hidden.includes(file.id)));
  const said = useEndings(files, t);
  const box = useTrayRoom(shown.length > 0);
  const before = useRef<EventTarget | null>(null);

  useEffect(() => {
    const gone = exports ? goneOf(readStarted(), exports, askedAt) : [];
    if (gone.length > 0) forgetExports(gone);
  }, [exports, askedAt]);

  /** What held the focus may be gone: it stays in the tray, or goes back to where it came from. */
  const keepFocus = (left: number) => {
    const target = left > 0 ? box.current : before.current;
    if (target instanceof HTMLElement && target.isConnected) target.focus();
  };
  const leave = (id: string, left = shown.length - 1) => {
    forgetExports([id]);
    keepFocus(left);
  };
  const hide = () => {
    setHidden(files.filter(isActive).map(({ id }) => id));
    forgetExports(files.flatMap((file) => (isActive(file) ? [] : [file.id])));
    keepFocus(0);
  };
  const during = async (id: string, work: () => Promise<boolean>, left = shown.length - 1) => {
    setBusy((now) => [...now, id]);
    if (await work()) leave(id, left);
    setBusy((now) => now.filter((one) => one !== id));
  };
  const again = (id: string) => {
    const request = started.find((one) => one.id === id)?.request;
    // Another takes its place.
    if (request) void during(id, () => startExport(request, t), shown.length);
  };

  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {shown.length > 0 ? (
        <section
          ref={box}
          tabIndex={-1}
          aria-label={t("tray")}
          data-print="hide"
          onFocus={({ currentTarget, relatedTarget }) => {
            if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
              before.current = relatedTarget;
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !event.defaultPrevented) hide();
          }}
          className="fixed right-4 bottom-4 z-30 flex max-h-[50dvh] w-[360px] animate-appear flex-col rounded-3 bg-surface shadow-pop outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:w-auto max-sm:rounded-b-none max-sm:pb-[env(safe-area-inset-bottom)]"
        >
          <header className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-1 pl-3 pointer-coarse:h-11 pointer-coarse:pr-0">
            <h2 className="flex-1 font-semibold text-12">{t("tray")}</h2>
            <Button asChild variant="link" size="sm">
              <Link href={LIST} prefetch={false}>
                {t("all")}
              </Link>
            </Button>
            <Button variant="ghost" size="icon" aria-label={t("hide")} onClick={hide}>
              <X aria-hidden />
            </Button>
          </header>
          {error && files.some(isActive) ? (
            <p className="shrink-0 border-line border-b px-3 py-1.5 text-11 text-warn">{t("outOfTouch")}</p>
          ) : null}
          <ul className="min-h-0 overflow-y-auto">
            {shown.map((file) => (
              <TrayItem
                key={file.id}
                file={file}
                timezone={timezone}
                busy={busy.includes(file.id)}
                onCancel={() => void during(file.id, () => endExport(file.id, t))}
                onRetry={() => again(file.id)}
                onDismiss={() => leave(file.id)}
              />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** What this tab has started. @param onNew told when that has become more */
function useStarted(onNew: () => void): readonly StartedEntry[] {
  const [started, setStarted] = useState(readStarted);
  const known = useRef(started);
  useEffect(() => {
    const look = () => {
      const now = readStarted();
      const more = now.some(({ id }) => !known.current.some((one) => one.id === id));
      known.current = now;
      setStarted(now);
      if (more) onNew();
    };
    window.addEventListener(STARTED_CHANGED, look);
    return () => window.removeEventListener(STARTED_CHANGED, look);
  }, [onNew]);
  return started;
}
