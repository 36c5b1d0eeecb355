"use client";

import { Grid2x2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useEditorStore, useSpec } from "@/components/dashboard/editor/editor-store";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { GRID_LIMITS, setGrid, setWidth, WIDTH_LIMITS } from "@/lib/editor/change-canvas";

const GRIDS = [4, 8, 12, 16, 24] as const;

/** Grid and width of the canvas. */
export function CanvasSettings() {
  const t = useTranslations("editor");
  const id = useId();
  const store = useEditorStore();
  const { layout } = useSpec();
  const { change } = store.getState();
  const take = (text: string, set: (value: number) => void) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value)) set(value);
  };
  const grid = (value: number | null) => change("grid", (now) => setGrid(now, value));
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant={layout.grid === undefined ? "ghost" : "active"}
          size="icon"
          aria-label={t("grid")}
          title={t("grid")}
        >
          <Grid2x2 aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="flex flex-col gap-3" aria-label={t("grid")}>
        <div className="flex flex-wrap gap-1">
          {[null, ...GRIDS].map((value) => (
            <Button
              key={value ?? "none"}
              size="sm"
              variant={(layout.grid ?? null) === value ? "active" : "secondary"}
              aria-pressed={(layout.grid ?? null) === value}
              onClick={() => grid(value)}
            >
              {value === null ? t("gridNone") : value}
            </Button>
          ))}
        </div>
        <div className="grid grid-cols-2 gap-2">
          <div className="flex flex-col gap-1">
            <Label htmlFor={`${id}grid`}>{t("gridSize")}</Label>
            <Input
              key={layout.grid ?? "none"}
              id={`${id}grid`}
              type="number"
              min={GRID_LIMITS.least}
              max={GRID_LIMITS.most}
              defaultValue={layout.grid ?? ""}
              onBlur={(event) => take(event.target.value, grid)}
              onKeyDown={(event) => event.key === "Enter" && take(event.currentTarget.value, grid)}
            />
          </div>
          <div className="flex flex-col gap-1">
            <Label htmlFor={`${id}width`}>{t("canvasWidth")}</Label>
            <Input
              key={layout.width}
              id={`${id}width`}
              type="number"
              min={WIDTH_LIMITS.least}
              max={WIDTH_LIMITS.most}
              defaultValue={layout.width}
              onBlur={(event) =>
                take(event.target.value, (value) => change("width", (now) => setWidth(now, value)))
              }
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                take(event.currentTarget.value, (value) => change("width", (now) => setWidth(now, value)));
              }}
            />
          </div>
        </div>
        <p className="text-12 text-ink-3">{t("gridHint")}</p>
      </PopoverContent>
    </Popover>
  );
}
