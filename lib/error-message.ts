/** Words for errors, in the reader's language. Client-safe code must not import it: it holds both languages. */
import { createTranslator } from "use-intl/core";
import type { AppError, ErrorCode, FieldIssue } from "@/lib/errors";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";

type Locale = "en" | "ko";
type Values = Record<string, string | number>;

const translators: Record<Locale, (key: string, values?: Values) => string> = {
  en: translator("en", en.errors),
  ko: translator("ko", ko.errors),
};

function translator(locale: Locale, messages: Record<string, string>) {
  const translate = createTranslator<{ errors: Record<string, string> }>({
    locale,
    messages: { errors: messages },
    // A missing value must not turn an error's answer into another error.
    onError: () => {},
    getMessageFallback: ({ key }) => key.replace(/^errors\./, ""),
  });
  return (key: string, values?: Values) => translate(`errors.${key}`, values);
}

/** One key of the `errors` messages in a language; the key itself when there is no such message. */
export const errorText = (key: string, locale: Locale, values?: Values): string =>
  translators[locale](key, values);

/** What a reader may know of a failure. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  details?: Record<string, unknown> & { fields?: { path: string; message: string }[] };
}

const field = (issue: FieldIssue, locale: Locale) => ({
  path: issue.path,
  message: errorText(issue.key, locale, issue.values),
});

/** The `error` of an answer: code, message and details in a language. */
export function errorBody(error: AppError, locale: Locale): ErrorBody {
  const values = { seconds: error.retryAfter ?? 1, ...error.values };
  const details = {
    ...error.details,
    ...(error.fields.length > 0 ? { fields: error.fields.map((issue) => field(issue, locale)) } : {}),
  };
  return {
    code: error.code,
    message: errorText(error.key, locale, values),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}
