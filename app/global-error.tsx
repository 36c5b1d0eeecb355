"use client";

import "./globals.css";
import type { BrokenPageProps } from "@/components/layout/broken-page";
import { digestOf } from "@/components/layout/digest-of";

/** The root layout itself failed: no messages are at hand, so both languages stand here. */
export default function GlobalError({ error, retry }: BrokenPageProps) {
  const digest = digestOf(error);
  return (
    <html lang="ko">
      <body>
        <title>페이지를 열지 못했습니다</title>
        <main className="flex min-h-dvh flex-col items-center justify-center gap-2 px-6 text-center">
          <h1 className="font-semibold text-20">페이지를 열지 못했습니다</h1>
          <p lang="en" className="text-13 text-ink-2">
            This page could not be opened.
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-3 h-9 rounded-2 border border-line-2 bg-surface px-4 font-medium text-13"
          >
            다시 시도 · <span lang="en">Try again</span>
          </button>
          {digest ? <p className="mt-2 font-mono text-11 text-ink-2">{digest}</p> : null}
        </main>
      </body>
    </html>
  );
}
