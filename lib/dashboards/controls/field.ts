/** What the named controls say now; plain data, so that server and browser share it. */
import type { Filter, Grain } from "@/lib/query/query";

interface Filtering {
  /** Of the control: `f.<name>` in the URL. */
  name: string;
  /** Whose widgets it filters. */
  dataset: string;
}

export interface SelectField extends Filtering {
  type: "select";
  dimension: string;
  /** None: everything. Null: rows without a value. */
  values: (string | null)[];
}

export interface TextField extends Filtering {
  type: "text";
  dimension: string;
  /** Empty: everything. */
  text: string;
}

export interface NumberField extends Filtering {
  type: "number_range";
  dimension: string;
  /** Exact decimals, `-12.5`; null: open. */
  from: string | null;
  to: string | null;
}

export interface ToggleField extends Filtering {
  type: "toggle";
  on: boolean;
  /** What holds when it is on. */
  filters: Filter[];
}

export interface SwitchField {
  type: "switch";
  name: string;
  /** The chosen option as the URL says it. */
  value: string;
  /** What stands where widgets say `$<name>`. */
  ref: { name: string; grain?: Grain };
}

export type FieldState = SelectField | TextField | NumberField | ToggleField | SwitchField;

/** Why a value of the URL was left out; a message of `dashboards.notices`. */
export type FieldFault =
  | "badValue"
  | "tooManyValues"
  | "oneValue"
  | "required"
  | "badText"
  | "badNumbers"
  | "reversedNumbers"
  | "badToggle"
  | "unknownOption";

export interface Reading {
  /** Says what was left out. */
  fault(key: FieldFault, value: string): void;
  /** Whether a text can be a value of this dimension. */
  fits(dataset: string, dimension: string, value: string): boolean;
}

/** How one kind of control is read from and written to the URL. */
export interface FieldKind<Control, State> {
  /** Of a URL that says nothing. */
  start(control: Control): State;
  /** @param given what the URL says, at least one value. What can't be used is told, and the start stands in */
  read(control: Control, given: readonly string[], reading: Reading): State;
  /** One value at least: an empty one says that nothing is chosen. */
  write(state: State): string[];
  filters(state: State): Filter[];
}

/** What no database stores as text. */
export const UNSTORABLE = /\p{Surrogate}|\0/u;
