"use client";

import { Pencil } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useShortcut } from "@/components/layout/use-shortcut";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

/** The way to the editor, also by E. Its script is not fetched ahead: few of those who look go on to edit. */
export function EditButton({ slug }: { slug: string }) {
  const t = useTranslations("dashboard");
  const router = useRouter();
  const address = `/d/${slug}/edit`;
  useShortcut("edit", () => router.push(address));
  return (
    <Tooltip content={t("editHint")}>
      <Button asChild className="max-md:hidden">
        <Link href={address} prefetch={false}>
          <Pencil aria-hidden />
          {t("edit")}
        </Link>
      </Button>
    </Tooltip>
  );
}
