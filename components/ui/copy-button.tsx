"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";

export interface CopyButtonProps extends Pick<ButtonProps, "variant" | "size" | "className"> {
  text: string;
  /** What is copied, for the button's name. */
  label: string;
  /** Shows the label beside the icon. */
  showLabel?: boolean;
}

/** Copies a text and says so in place for two seconds; without a clipboard (plain http) it offers the text to copy by hand. */
export function CopyButton({
  text,
  label,
  showLabel = false,
  variant = "ghost",
  size,
  className,
}: CopyButtonProps) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    if (await copyText(text, label)) setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={variant}
      size={size ?? (showLabel ? "md" : "icon-sm")}
      onClick={copy}
      className={className}
      {...(showLabel ? {} : { "aria-label": copied ? t("copied") : label })}
    >
      <Icon aria-hidden className={copied ? "text-pos" : undefined} />
      {showLabel ? (copied ? t("copied") : label) : null}
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </Button>
  );
}
