import type { Viewer } from "@/lib/access/viewer";
import { columnEffects } from "@/lib/datasets/column-effects";
import type { Dataset, Dimension } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import { checkFilter, type FilterContext } from "@/lib/query/filter";
import type { PlanColumn, PlanCondition, PlanJoin, PlanPlace, PlanRelation } from "@/lib/query/plan";
import { planRowRules } from "@/lib/query/plan-row-rules";
import type { Filter } from "@/lib/query/query";
import { unknownName } from "@/lib/query/query-error";

/** Datasets by id, for what a dataset joins. */
export type Lookups = ReadonlyMap<string, Dataset>;

export const relationOf = ({ table, sql }: Dataset): PlanRelation => {
  if (table) return table;
  if (sql !== undefined) return { sql };
  throw new AppError("INTERNAL", { cause: "a dataset without rows" });
};

const ownPlace = ({ name, column, sql }: Dimension): PlanPlace =>
  sql !== undefined ? { sql } : { column: column ?? name };

const ownColumn = (dimension: Dimension): PlanColumn => ({
  dimension: dimension.name,
  at: ownPlace(dimension),
  type: dimension.type,
  moves: false,
  masked: false,
});

interface Joined {
  /** Its place in the plan's joins. */
  join: number;
  dataset: Dataset;
  /** The lookup's dimensions in the order of the join's columns. */
  exposed: string[];
  /** What the lookup's column rules keep from the viewer. */
  kept: ReturnType<typeof columnEffects>;
}

/**
 * The names one viewer may use of a dataset, and where their values stand. Collects the joins they need.
 * What is hidden is unknown here: it is neither found nor suggested.
 */
export class PlanScope {
  readonly joins: PlanJoin[] = [];
  readonly dimensionNames: string[];
  readonly measureNames: string[];
  readonly #effects: ReturnType<typeof columnEffects>;
  readonly #joined = new Map<string, Joined>();

  /** @param movingTime the time dimension, where rows of an earlier window are moved into the current one */
  constructor(
    readonly dataset: Dataset,
    readonly viewer: Viewer,
    readonly lookups: Lookups,
    readonly movingTime: string | null,
  ) {
    this.#effects = columnEffects(dataset, viewer);
    const shown = ({ name }: { name: string }) => this.#effects.get(name) !== "hidden";
    this.dimensionNames = dataset.dimensions.filter(shown).map((d) => d.name);
    this.measureNames = dataset.measures.filter(shown).map((m) => m.name);
  }

  /** Names of the joins that were needed so far. */
  get joined(): string[] {
    return [...this.#joined.keys()];
  }

  isMasked(name: string): boolean {
    return this.#effects.get(name) === "masked";
  }

  /** @throws AppError QUERY_001 for a name the viewer can't know */
  dimension(name: string, path: string): Dimension {
    const found = this.dimensionNames.includes(name) && this.dataset.dimensions.find((d) => d.name === name);
    if (!found) throw unknownName(path, "dimension", name, this.dimensionNames);
    return found;
  }

  /** A dimension as this viewer reads it. */
  column(dimension: Dimension): PlanColumn {
    const column = this.raw(dimension);
    return this.isMasked(dimension.name) ? { ...column, moves: false, masked: true } : column;
  }

  /** A dimension's own value, for rules and measures. */
  raw(dimension: Dimension): PlanColumn {
    const { name, type, lookup } = dimension;
    const column = lookup ? this.#lookUp(lookup.join, lookup.dimension, type) : ownColumn(dimension);
    return { ...column, dimension: name, moves: name === this.movingTime };
  }

  /** What a measure's own filter tests: the dataset's words, on unmasked values. */
  ownCondition(filter: Filter, context: FilterContext): PlanCondition {
    const dimension = this.dataset.dimensions.find((d) => d.name === filter.name);
    if (!dimension) throw new AppError("INTERNAL", { cause: `measure filter on unknown ${filter.name}` });
    return {
      on: { ...this.raw(dimension), moves: false },
      test: checkFilter(filter, dimension.type, context),
    };
  }

  rowRules(): PlanCondition[] {
    return planRowRules(this.dataset, this.viewer, (dimension) => ({ ...this.raw(dimension), moves: false }));
  }

  #lookUp(name: string, wanted: string, type: Dimension["type"]): Omit<PlanColumn, "dimension"> {
    const joined = this.#joined.get(name) ?? this.#join(name);
    const columns = this.joins[joined.join]?.columns ?? [];
    let index = joined.exposed.indexOf(wanted);
    if (index < 0) {
      const dimension = joined.dataset.dimensions.find((d) => d.name === wanted);
      if (!dimension) throw new AppError("INTERNAL", { cause: `no ${wanted} in lookup ${name}` });
      index = joined.exposed.push(wanted) - 1;
      columns.push({ ...ownColumn(dimension), masked: joined.kept.has(wanted) });
    }
    const masked = columns[index]?.masked ?? false;
    return { at: { join: joined.join, column: index }, type, moves: false, masked };
  }

  #join(name: string): Joined {
    const join = this.dataset.joins.find((candidate) => candidate.name === name);
    const dataset = join && this.lookups.get(join.dataset);
    if (!join || !dataset) throw new AppError("INTERNAL", { cause: `no lookup ${name} to join` });
    const planned: PlanJoin = {
      dataset: dataset.id,
      relation: relationOf(dataset),
      on: Object.entries(join.on).map(([key, column]) => ({ key, column })),
      columns: [],
      rules: planRowRules(dataset, this.viewer, ownColumn),
      order: dataset.dimensions.filter((d) => !d.lookup).map(ownColumn),
    };
    // What the lookup's rules keep from this viewer is masked here; what it merely does not list may be shown.
    const kept = columnEffects({ dimensions: [], measures: [], columns: dataset.columns }, this.viewer);
    const joined: Joined = { join: this.joins.push(planned) - 1, exposed: [], dataset, kept };
    this.#joined.set(name, joined);
    return joined;
  }
}
