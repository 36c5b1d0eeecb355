import type { Control } from "@/lib/dashboards/control";
import { isSwitch, optionRef } from "@/lib/dashboards/control-kinds";
import { isTime, type NameCheck, type NamedDataset, names } from "@/lib/dashboards/name-check";

/**
 * The names in one control.
 * @param used the datasets of the dashboard's widgets
 */
export function checkControl(
  check: NameCheck,
  path: string,
  control: Control,
  used: readonly NamedDataset[],
): void {
  if (control.type === "date_range") {
    // One range serves every widget, so any of their datasets may have its dimension.
    const times = used.flatMap((dataset) => dataset.dimensions.filter(({ type }) => isTime(type)));
    if (used.length > 0) check.name(`${path}.dimension`, "dimension", control.dimension, names(times));
    return;
  }
  if (isSwitch(control)) {
    // Whether an option suits each widget that refers to it is seen there.
    const known = names(
      used.flatMap(({ dimensions, measures }): readonly { name: string }[] =>
        control.type === "metric_switch" ? measures : dimensions,
      ),
    );
    if (used.length === 0) return;
    if (control.type === "grain_switch")
      check.name(`${path}.dimension`, "dimension", control.dimension, known);
    else
      control.options.forEach((option, i) => {
        const kind = control.type === "metric_switch" ? "measure" : "dimension";
        const at = `${path}.options.${i}`;
        check.name(
          typeof option === "string" ? at : `${at}.name`,
          kind,
          optionRef(control, option).name,
          known,
        );
      });
    return;
  }
  const dataset = check.dataset(`${path}.dataset`, control.dataset);
  if (!dataset) return;
  if (control.type === "toggle") {
    check.filters(`${path}.filters`, control.filters, names(dataset.dimensions));
    return;
  }
  check.dimension(`${path}.dimension`, control.dimension, dataset);
  const type = dataset.dimensions.find(({ name }) => name === control.dimension)?.type;
  const wanted = { select: type, text: "string", number_range: "number" }[control.type];
  if (type !== undefined && type !== wanted)
    check.issues.push({
      path: `${path}.dimension`,
      key: `controlNeeds_${control.type}`,
      values: { name: control.dimension },
    });
}
