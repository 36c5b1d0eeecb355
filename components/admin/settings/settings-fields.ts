/** The settings as the form holds them: text and choices, an empty or `auto` one stands for the default. Pure. */
import type { UseFormReturn } from "react-hook-form";
import { z } from "zod";
import { Role } from "@/lib/access/roles";
import { parseAccent } from "@/lib/settings/accent";
import {
  SETTING_NAMES,
  type SettingName,
  type SettingsChange,
  type SettingsDocument,
  WorkspaceName,
} from "@/lib/settings/schema";

export const AUTO = "auto";

const wholeFrom1To = (most: number, message: string) =>
  z
    .string()
    .refine(
      (text) => text.trim() === "" || (/^\d{1,4}$/.test(text.trim()) && +text >= 1 && +text <= most),
      message,
    );

/** Messages are keys of `settings.errors`. */
export const SettingsFields = z.object({
  name: z
    .string()
    .refine((text) => text.trim().length <= 60, "nameTooLong")
    .refine(
      (text) => text.trim() === "" || text.trim().length > 60 || WorkspaceName.safeParse(text).success,
      "nameWrong",
    ),
  accent: z.string().refine((text) => text.trim() === "" || parseAccent(text) !== null, "accentWrong"),
  locale: z.enum([AUTO, "ko", "en"]),
  timezone: z.string().nullable(),
  currency: z.string().nullable(),
  weekStart: z.enum([AUTO, "0", "1"]),
  fiscalYearStart: z.string(),
  sessionIdleDays: wholeFrom1To(365, "idleWrong"),
  sessionRenewMinutes: wholeFrom1To(720, "renewWrong"),
  editorsCreate: z.boolean(),
  viewersFormat: z.boolean(),
  exportFrom: Role,
});
export type SettingsFields = z.infer<typeof SettingsFields>;
export type SettingsForm = UseFormReturn<SettingsFields>;

export const FIELD_ERRORS = ["nameTooLong", "nameWrong", "accentWrong", "idleWrong", "renewWrong"] as const;

const written = (value: number | string | null, empty = "") => (value === null ? empty : String(value));

/** What the form shows of the stored settings. */
export function fieldsOf({
  values,
  defaults,
}: Pick<SettingsDocument, "values" | "defaults">): SettingsFields {
  return {
    name: values.name ?? "",
    accent: values.accent ?? "",
    locale: values.locale ?? AUTO,
    timezone: values.timezone,
    currency: values.currency,
    weekStart: values.weekStart === null ? AUTO : values.weekStart === 0 ? "0" : "1",
    fiscalYearStart: written(values.fiscalYearStart, AUTO),
    sessionIdleDays: written(values.sessionIdleDays),
    sessionRenewMinutes: written(values.sessionRenewMinutes),
    editorsCreate: values.editorsCreate ?? defaults.editorsCreate,
    viewersFormat: values.viewersFormat ?? defaults.viewersFormat,
    exportFrom: values.exportFrom ?? defaults.exportFrom,
  };
}

const textOrNull = (text: string) => (text.trim() === "" ? null : text.trim());
const numberOrNull = (text: string) => (text === AUTO || text.trim() === "" ? null : Number(text));

/** The change that the named fields ask for. */
export function changeOf(
  fields: SettingsFields,
  names: readonly SettingName[],
): Omit<SettingsChange, "version"> {
  const all: Required<Omit<SettingsChange, "version">> = {
    name: textOrNull(fields.name),
    accent: textOrNull(fields.accent),
    locale: fields.locale === AUTO ? null : fields.locale,
    timezone: fields.timezone,
    currency: fields.currency,
    weekStart: fields.weekStart === AUTO ? null : fields.weekStart === "0" ? 0 : 1,
    fiscalYearStart: numberOrNull(fields.fiscalYearStart),
    sessionIdleDays: numberOrNull(fields.sessionIdleDays),
    sessionRenewMinutes: numberOrNull(fields.sessionRenewMinutes),
    editorsCreate: fields.editorsCreate,
    viewersFormat: fields.viewersFormat,
    exportFrom: fields.exportFrom,
  };
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** The settings in which two readings differ: what somebody else changed meanwhile. */
export const changedBetween = (
  before: Pick<SettingsDocument, "values">,
  after: Pick<SettingsDocument, "values">,
): SettingName[] => SETTING_NAMES.filter((name) => before.values[name] !== after.values[name]);
