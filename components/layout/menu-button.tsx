"use client";

import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOptionalShellState } from "@/components/layout/shell-state";
import { Button } from "@/components/ui/button";

/** Opens the sidebar on phones; nothing on wider screens or outside the shell. */
export function MenuButton() {
  const t = useTranslations("layout");
  const shell = useOptionalShellState();
  if (!shell) return null;
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={t("openMenu")}
      aria-expanded={shell.menuOpen}
      onClick={() => shell.setMenuOpen(true)}
      className="-ml-3 md:hidden"
    >
      <Menu aria-hidden />
    </Button>
  );
}
