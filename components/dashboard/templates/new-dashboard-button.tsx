"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { componentOnDemand } from "@/components/ui/on-demand";
import { useParts } from "@/components/ui/use-parts";
import { searchString } from "@/lib/table/search-params";

const NewDashboardDialog = componentOnDemand(() =>
  import("@/components/dashboard/templates/new-dashboard-dialog").then((part) => part.NewDashboardDialog),
);

/**
 * The way to a dashboard of one's own, for those who may make one.
 * @param byAddress whether `?create` in the address opens it: the command menu does so
 */
export function NewDashboardButton({ byAddress = false }: { byAddress?: boolean }) {
  const t = useTranslations("templates");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  useParts(open, [NewDashboardDialog.part], close);
  const asked = useSearchParams().has("create") && byAddress;
  useEffect(() => {
    if (!asked) return;
    // The address asks once: going back to it must not ask again.
    const params = new URLSearchParams(window.location.search);
    params.delete("create");
    window.history.replaceState(null, "", window.location.pathname + searchString(params));
    setOpen(true);
  }, [asked]);
  const preload = () => void NewDashboardDialog.part.load().catch(() => {});
  return (
    <>
      <Button
        variant="primary"
        aria-haspopup="dialog"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden />
        {t("title")}
      </Button>
      {open ? <NewDashboardDialog onClose={close} /> : null}
    </>
  );
}
