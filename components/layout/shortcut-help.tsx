"use client";

import { useTranslations } from "next-intl";
import { ShortcutKeys } from "@/components/layout/shortcut-keys";
import { SHORTCUT_GROUPS, SHORTCUT_NAMES, SHORTCUTS } from "@/components/layout/shortcuts";
import { useReturnFocus } from "@/components/layout/use-return-focus";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";

/** What the keyboard can do, from the same list that it answers to. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("commands");
  const onCloseAutoFocus = useReturnFocus();
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={t("help.title")}
        description={t("help.about")}
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <DialogBody className="flex flex-col gap-4">
          {SHORTCUT_GROUPS.map((group) => (
            <section key={group}>
              <h3 className="mb-1 text-11 text-ink-2">{t(`help.groups.${group}`)}</h3>
              <dl>
                {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => (
                  <div
                    key={name}
                    className="flex h-8 items-center justify-between border-line border-b text-13 last:border-b-0"
                  >
                    <dt>{t(`shortcuts.${name}`)}</dt>
                    <dd>
                      <ShortcutKeys name={name} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
