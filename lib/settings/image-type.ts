import type { BrandImageType } from "@/lib/settings/schema";

const starts = (content: Uint8Array, bytes: readonly number[], at = 0) =>
  bytes.every((byte, i) => content[at + i] === byte);
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

const PNG = [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** What a picture's own first bytes say it is, whatever its sender says; null when it is none of ours. Pure. */
export function imageType(content: Uint8Array): BrandImageType | null {
  if (starts(content, PNG) && starts(content, ascii("IHDR"), 12)) return "image/png";
  if (starts(content, JPEG)) return "image/jpeg";
  if (starts(content, ascii("RIFF")) && starts(content, ascii("WEBPVP8"), 8)) return "image/webp";
  return null;
}
