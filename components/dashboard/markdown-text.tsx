import { Fragment, type ReactNode } from "react";
import { type MarkdownBlock, type MarkdownInline, readMarkdown } from "@/lib/dashboards/read-markdown";

/** What stands in a list never changes its order: the place is the key. */
const drawAll = <T,>(parts: readonly T[], draw: (part: T) => ReactNode) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
  parts.map((part, i) => <Fragment key={i}>{draw(part)}</Fragment>);

function drawInline(part: MarkdownInline): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code className="rounded-tag bg-sunken px-1 font-mono text-12">{part.text}</code>;
    case "strong":
      return <strong className="font-semibold">{drawAll(part.children, drawInline)}</strong>;
    case "emphasis":
      return <em>{drawAll(part.children, drawInline)}</em>;
    case "break":
      return <br />;
    case "link":
      return (
        <a
          href={part.href}
          {...(part.own
            ? {}
            : { target: "_blank", rel: "noopener noreferrer", referrerPolicy: "no-referrer" })}
          className="rounded-tag text-accent underline underline-offset-2"
        >
          {drawAll(part.children, drawInline)}
        </a>
      );
  }
}

const HEADINGS = ["text-15", "text-13", "text-13 text-ink-2"];

function drawBlock(part: MarkdownBlock): ReactNode {
  switch (part.kind) {
    case "heading": {
      // The widget's own title is an h2.
      const Heading = `h${Math.min(6, part.rank + 2)}` as "h3";
      const size = HEADINGS[Math.min(part.level, HEADINGS.length) - 1];
      return <Heading className={`font-semibold ${size}`}>{drawAll(part.children, drawInline)}</Heading>;
    }
    case "paragraph":
      // Lines stay as they were typed.
      return <p className="whitespace-pre-line">{drawAll(part.children, drawInline)}</p>;
    case "list": {
      const items = drawAll(part.items, (blocks) => <li>{drawAll(blocks, drawBlock)}</li>);
      return part.start === null ? (
        <ul className="list-disc pl-5">{items}</ul>
      ) : (
        <ol start={part.start} className="list-decimal pl-6">
          {items}
        </ol>
      );
    }
    case "quote":
      return (
        <blockquote className="flex flex-col gap-2 border-line-2 border-l-2 pl-3 text-ink-2">
          {drawAll(part.children, drawBlock)}
        </blockquote>
      );
    case "code":
      return <pre className="overflow-x-auto rounded-2 bg-sunken p-2 font-mono text-12">{part.text}</pre>;
    case "rule":
      return <hr className="border-line" />;
  }
}

/** A text widget: Markdown, drawn from a tree that holds nothing unsafe. */
export function MarkdownText({ text, titled }: { text: string; titled: boolean }) {
  return (
    <div
      data-print="body"
      className={`wrap-anywhere flex h-full flex-col gap-2 overflow-auto px-3 pb-3 text-13 ${titled ? "pt-1" : "pt-3"}`}
    >
      {drawAll(readMarkdown(text), drawBlock)}
    </div>
  );
}
