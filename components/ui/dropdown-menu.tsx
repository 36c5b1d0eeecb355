"use client";

import { Check, ChevronRight } from "lucide-react";
import type { Menu as Parts } from "radix-ui/internal";
import { type ComponentProps, createContext, use, useState } from "react";
import { cn } from "@/components/ui/cn";
import { FloatingMenu, type MenuContentProps, MenuLandmark, menuParts } from "@/components/ui/menu";
import { floatingClasses, menuItemClasses } from "@/components/ui/menu-classes";
import { MenuTrigger, type OpeningProps, OpeningRoot, useOpening } from "@/components/ui/opening";

const Modal = createContext(false);

/** Not modal unless asked: the page behind a menu stays readable to screen readers and scrolls. */
export function DropdownMenu({ modal = false, ...props }: OpeningProps & { modal?: boolean }) {
  return (
    <Modal value={modal}>
      <OpeningRoot {...props} />
    </Modal>
  );
}
export const DropdownMenuTrigger = MenuTrigger;

export function DropdownMenuContent(props: MenuContentProps) {
  const { id, trigger } = useOpening();
  const named = props["aria-label"] === undefined;
  return (
    <FloatingMenu
      modal={use(Modal)}
      anchor={trigger}
      {...(named ? { "aria-labelledby": `${id}button` } : {})}
      {...props}
    />
  );
}

export function DropdownMenuRadioGroup(props: ComponentProps<typeof Parts.RadioGroup>) {
  const Primitive = menuParts();
  return <Primitive.RadioGroup {...props} />;
}

export interface DropdownMenuItemProps extends ComponentProps<typeof Parts.Item> {
  tone?: "danger";
}

export function DropdownMenuItem({ className, tone, ...props }: DropdownMenuItemProps) {
  const Primitive = menuParts();
  return (
    <Primitive.Item
      className={cn(menuItemClasses, tone === "danger" && "text-neg [&>svg]:text-neg", className)}
      {...props}
    />
  );
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Parts.CheckboxItem>) {
  const Primitive = menuParts();
  return (
    <Primitive.CheckboxItem className={cn(menuItemClasses, "pr-7", className)} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden className="size-3.5 text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Parts.RadioItem>) {
  const Primitive = menuParts();
  return (
    <Primitive.RadioItem className={cn(menuItemClasses, "pr-7", className)} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden className="size-3.5 text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

export function DropdownMenuSub(props: Omit<ComponentProps<typeof Parts.Sub>, "open" | "onOpenChange">) {
  const Primitive = menuParts();
  const [open, setOpen] = useState(false);
  return <Primitive.Sub open={open} onOpenChange={setOpen} {...props} />;
}

export function DropdownMenuSubTrigger({
  className,
  children,
  ...props
}: ComponentProps<typeof Parts.SubTrigger>) {
  const Primitive = menuParts();
  return (
    <Primitive.SubTrigger className={cn(menuItemClasses, "data-[state=open]:bg-hover", className)} {...props}>
      {children}
      <ChevronRight aria-hidden className="ml-auto size-3.5" />
    </Primitive.SubTrigger>
  );
}

export function DropdownMenuSubContent({ className, ...props }: ComponentProps<typeof Parts.SubContent>) {
  const Primitive = menuParts();
  return (
    <MenuLandmark>
      <Primitive.SubContent
        sideOffset={4}
        collisionPadding={8}
        className={cn(floatingClasses, className)}
        {...props}
      />
    </MenuLandmark>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Parts.Label>) {
  const Primitive = menuParts();
  return <Primitive.Label className={cn("px-2 pt-1.5 pb-1 text-11 text-ink-3", className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Parts.Separator>) {
  const Primitive = menuParts();
  return <Primitive.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...props} />;
}
