"use client";

import { useTranslations } from "next-intl";
import { ContextMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { floatingClasses, menuItemClasses } from "@/components/ui/menu-classes";

/** Not modal: what it is about stays readable beside it. */
export function ContextMenu({ modal = false, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={modal} {...props} />;
}
export const ContextMenuTrigger = Primitive.Trigger;

/** At the end of the page, in a landmark of its own, as other menus. */
export function ContextMenuContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  const t = useTranslations("common");
  return (
    <Primitive.Portal>
      <section aria-label={t("menu")}>
        <Primitive.Content
          collisionPadding={8}
          // Some keyboards ask for a menu twice: on the key's way down and up.
          onContextMenu={(event) => event.preventDefault()}
          className={cn(
            floatingClasses,
            "max-h-(--radix-context-menu-content-available-height) max-w-80 overflow-y-auto",
            className,
          )}
          {...props}
        />
      </section>
    </Primitive.Portal>
  );
}

export function ContextMenuItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return <Primitive.Item className={cn(menuItemClasses, className)} {...props} />;
}

export function ContextMenuSeparator({ className, ...props }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...props} />;
}
