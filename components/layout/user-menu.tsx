"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Avatar } from "@/components/layout/avatar";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { componentOnDemand } from "@/components/ui/on-demand";
import type { Role } from "@/lib/access/roles";
import type { Theme } from "@/lib/account/theme";

const UserItems = componentOnDemand(() =>
  import("@/components/layout/user-items").then((part) => part.UserItems),
);

export interface UserMenuProps {
  name: string;
  email: string;
  role: Role;
  theme: Theme;
  collapsed?: boolean;
}

/** Who is signed in; their account, their language, their theme, the way out. */
export function UserMenu({ name, email, role, theme, collapsed = false }: UserMenuProps) {
  const t = useTranslations("layout");
  // Here, as the items are gone while what they began goes on.
  const [busy, start] = useTransition();

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-busy={busy}
        className={cn(
          "flex h-9 w-full items-center gap-2 rounded-2 px-1.5 text-left text-13 hover:bg-hover data-[state=open]:bg-hover pointer-coarse:h-11",
          collapsed && "justify-center px-0",
        )}
      >
        <Avatar name={name} />
        <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate font-medium"}>{name}</span>
        <span className={collapsed ? "sr-only" : "text-12 text-ink-2"}>{t(`roles.${role}`)}</span>
        <span className="sr-only">{t("account")}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent needs={[UserItems.part]} align="start" side="top" className="w-52">
        <UserItems name={name} email={email} theme={theme} start={start} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
