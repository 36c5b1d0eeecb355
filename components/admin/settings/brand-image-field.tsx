"use client";

import { ImageOff, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { sendBrandImage } from "@/components/admin/settings/send-brand-image";
import { signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { accentHex, NEUTRALS, type ThemeName } from "@/lib/settings/accent";
import { BRAND_IMAGE_TYPES, type BrandImageKind, MOST_IMAGE_BYTES } from "@/lib/settings/schema";

export interface BrandImageFieldProps {
  kind: BrandImageKind;
  /** The picture's address; null where there is none. */
  url: string | null;
}

/** One of the workspace's pictures: shown on the ground it is for, replaced or removed at once. */
export function BrandImageField({ kind, url }: BrandImageFieldProps) {
  const t = useTranslations("settings");
  const router = useRouter();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const ground: ThemeName = kind === "logo_dark" ? "dark" : "light";

  const send = async (picture: File | null) => {
    setError(undefined);
    if (picture && picture.size > MOST_IMAGE_BYTES) return setError(t("imageTooLarge"));
    setBusy(true);
    const answer = await sendBrandImage(kind, picture);
    setBusy(false);
    if (answer === "signedOut") return signInAgain();
    if (answer !== "done") return setError(answer.message || t("failed"));
    toast({ title: t(picture ? "imageSaved" : "imageRemoved", { image: t(`images.${kind}`) }) });
    router.refresh();
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [picture] = event.target.files ?? [];
    // Choosing the same file again must be a choice too.
    event.target.value = "";
    if (picture) void send(picture);
  };

  return (
    <fieldset aria-busy={busy} className="flex min-w-0 flex-col gap-2">
      <legend id={`${id}-label`} className="mb-2 font-medium text-12 text-ink-2">
        {t(`images.${kind}`)}
      </legend>
      <div
        style={{ background: accentHex(NEUTRALS[ground].surface) }}
        className="flex h-16 items-center justify-center rounded-3 border border-line-2 p-2"
      >
        {url ? (
          // biome-ignore lint/performance/noImgElement: no optimizer stands behind next/image here
          <img
            src={url}
            alt={t("imageNow", { image: t(`images.${kind}`) })}
            className={cn("max-h-full max-w-full object-contain", kind === "favicon" && "size-8")}
          />
        ) : (
          <ImageOff aria-hidden style={{ color: accentHex(NEUTRALS[ground]["ink-3"]) }} className="size-4" />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <input
          ref={file}
          type="file"
          accept={BRAND_IMAGE_TYPES.join(",")}
          aria-label={t("imageChooseOf", { image: t(`images.${kind}`) })}
          aria-describedby={error ? `${id}-error` : undefined}
          tabIndex={-1}
          onChange={choose}
          className="sr-only"
        />
        <Button
          busy={busy}
          aria-describedby={error ? `${id}-error` : `${id}-label`}
          onClick={() => file.current?.click()}
        >
          <Upload aria-hidden />
          {t(url ? "imageReplace" : "imageChoose")}
        </Button>
        {url ? (
          <Button
            variant="ghost"
            busy={busy}
            aria-describedby={`${id}-label`}
            onClick={() => void send(null)}
          >
            {t("imageRemove")}
          </Button>
        ) : null}
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-12 text-neg">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
