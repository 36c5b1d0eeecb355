import { cn } from "@/components/ui/cn";
import type { Brand as BrandLook } from "@/lib/settings/schema";

export interface BrandProps {
  brand: BrandLook;
}

/** The product's own mark: three bars of a sorted table. */
function OwnMark({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={cn("shrink-0", className)}>
      <rect width="20" height="20" rx="4.5" className="fill-accent" />
      <g className="fill-on-accent">
        <rect x="4" y="4.75" width="12" height="2.75" rx="0.5" />
        <rect x="7.5" y="8.75" width="8.5" height="2.75" rx="0.5" />
        <rect x="11" y="12.75" width="5" height="2.75" rx="0.5" />
      </g>
    </svg>
  );
}

/** The workspace's logo as tall as the mark it stands for, at most five times as wide; the dark one where there is one. */
function Logo({ brand, className }: BrandProps & { className: string }) {
  const { logo, logo_dark: dark } = brand.images;
  const light = logo ?? dark;
  if (!light) return null;
  const picture = (src: string, theme: string) => (
    // biome-ignore lint/performance/noImgElement: no optimizer stands behind next/image here; the name stands beside it, or on the link around it
    <img src={src} alt="" className={cn("shrink-0 object-contain object-left", className, theme)} />
  );
  return (
    <>
      {picture(light, logo && dark ? "dark:hidden" : "")}
      {logo && dark ? picture(dark, "hidden dark:block") : null}
    </>
  );
}

/** The mark alone, in a square: the narrow sidebar. */
export function BrandMark({ brand }: BrandProps) {
  const { logo, logo_dark: dark } = brand.images;
  if (logo || dark) return <Logo brand={brand} className="size-7 object-center" />;
  return <OwnMark className="size-5" />;
}

/** The mark and the name. */
export function Brand({ brand, large = false }: BrandProps & { large?: boolean }) {
  const { logo, logo_dark: dark } = brand.images;
  const size = large ? "size-6" : "size-5";
  return (
    <span className={cn("flex min-w-0 items-center gap-2 font-semibold", large ? "text-15" : "text-13")}>
      {logo || dark ? (
        <Logo brand={brand} className={large ? "h-6 max-w-30" : "h-5 max-w-25"} />
      ) : (
        <OwnMark className={size} />
      )}
      <span className="truncate">{brand.name}</span>
    </span>
  );
}
