"use client";

import { useTranslations } from "next-intl";
import { ControlButton } from "@/components/dashboard/control-button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Compare } from "@/lib/dashboards/control-state";

const CHOICES = ["previous_period", "previous_year", "none"] as const;

export interface CompareControlProps {
  compare: Compare | null;
  onChange: (compare: Compare | null) => void;
  className?: string;
}

/** What the period is compared with. */
export function CompareControl({ compare, onChange, className }: CompareControlProps) {
  const t = useTranslations("dashboard");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <ControlButton name={t("compare.label")} className={className}>
          {t(`compare.${compare ?? "none"}`)}
        </ControlButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup
          value={compare ?? "none"}
          onValueChange={(value) => {
            const choice = CHOICES.find((one) => one === value);
            if (choice) onChange(choice === "none" ? null : choice);
          }}
        >
          {CHOICES.map((choice) => (
            <DropdownMenuRadioItem key={choice} value={choice}>
              {t(`compare.${choice}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
