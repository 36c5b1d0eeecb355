import type { Locale } from "@/lib/format/format";
import type messages from "../../messages/en.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    /** A key that is not in the messages does not compile. */
    Messages: typeof messages;
  }
}
