"use client";

import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** The list with one of its names put at a place. */
export function moveName(names: readonly string[], name: string, to: number): string[] {
  const rest = names.filter((other) => other !== name);
  rest.splice(Math.max(0, to), 0, name);
  return rest;
}

/** What items of one list know of a drag within it. */
export interface ListOrder {
  dragged: string | null;
  over: string | null;
  drag: (name: string | null) => void;
  hover: (name: string | null) => void;
  move: (name: string, to: number) => void;
}

/** Putting the items of a list in order. A drag leads nowhere outside of its own list. */
export function useListOrder(move: (name: string, to: number) => void): ListOrder {
  const [dragged, drag] = useState<string | null>(null);
  const [over, hover] = useState<string | null>(null);
  return { dragged, over, drag, hover, move };
}

export interface OrderItemProps {
  order: ListOrder;
  name: string;
  label: string;
  /** Its place in the list, and how many there are; null for an item that has none. */
  place: { at: number; of: number } | null;
  /** Arrows stand there all the time, and not only under the pointer. */
  arrows?: "always" | "hover";
  className?: string;
  /** Between the grip and the arrows. */
  children: ReactNode;
  /** After the arrows. */
  end?: ReactNode;
}

/** An item of a list that dragging or arrows put in order. */
export function OrderItem({
  order,
  name,
  label,
  place,
  arrows = "hover",
  className,
  children,
  end,
}: OrderItemProps) {
  const t = useTranslations("table");
  const finish = () => {
    order.drag(null);
    order.hover(null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (place && order.dragged && order.dragged !== name) order.move(order.dragged, place.at);
    finish();
  };
  const arrow = (up: boolean, at: number, disabled: boolean) => (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={t(up ? "moveUp" : "moveDown", { column: label })}
      disabled={disabled}
      onClick={() => order.move(name, at)}
    >
      {up ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
    </Button>
  );
  return (
    <li
      draggable={place !== null}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        order.drag(name);
      }}
      onDragOver={(event) => {
        if (!order.dragged || !place) return;
        event.preventDefault();
        order.hover(name);
      }}
      onDragEnd={finish}
      onDrop={drop}
      className={cn(
        "group/row flex h-7 items-center gap-2 rounded-tag pr-1 pl-1 hover:bg-hover pointer-coarse:h-11",
        order.dragged === name && "opacity-50",
        place && order.over === name && order.dragged !== name && "shadow-[inset_0_2px_0_var(--accent)]",
        className,
      )}
    >
      <GripVertical
        aria-hidden
        className={cn("size-3.5 shrink-0 text-ink-3", place ? "cursor-grab" : "invisible")}
      />
      {children}
      {place ? (
        <span
          className={cn(
            "flex",
            arrows === "hover" &&
              "opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          {arrow(true, place.at - 1, place.at === 0)}
          {arrow(false, place.at + 1, place.at === place.of - 1)}
        </span>
      ) : null}
      {end}
    </li>
  );
}
