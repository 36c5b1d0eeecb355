import {
  Children,
  cloneElement,
  type HTMLAttributes,
  isValidElement,
  type ReactElement,
  type Ref,
  useCallback,
} from "react";

type Props = Record<string, unknown>;

export interface SlotProps extends HTMLAttributes<HTMLElement> {
  ref?: Ref<HTMLElement> | undefined;
}

const assign = (ref: Ref<HTMLElement> | undefined, element: HTMLElement | null) => {
  if (typeof ref === "function") return ref(element);
  if (ref) ref.current = element;
  return undefined;
};

/** Both refs get the element; each cleanup runs, and a ref without one gets null. */
function useBoth(one: Ref<HTMLElement> | undefined, other: Ref<HTMLElement> | undefined) {
  return useCallback(
    (element: HTMLElement | null) => {
      const ends = [one, other].map((ref) => assign(ref, element) ?? (() => assign(ref, null)));
      return () => {
        for (const end of ends) end();
      };
    },
    [one, other],
  );
}

/** The child's props over ours: both handlers run, the child's first; classes and styles add up. */
function merged(ours: Props, child: Props): Props {
  const all: Props = { ...ours, ...child };
  for (const [name, own] of Object.entries(child)) {
    const given = ours[name];
    if (/^on[A-Z]/.test(name) && typeof given === "function" && typeof own === "function")
      all[name] = (...args: unknown[]) => {
        own(...args);
        given(...args);
      };
    else if (name === "style") all.style = { ...(given as object), ...(own as object) };
    else if (name === "className") all.className = [given, own].filter(Boolean).join(" ");
    else if (own === undefined) all[name] = given;
  }
  return all;
}

/** Draws its only child with these props as well. */
export function Slot({ children, ref, ...props }: SlotProps) {
  const child = Children.only(children);
  const element = isValidElement<Props>(child) ? (child as ReactElement<Props>) : null;
  const own = element?.props.ref as Ref<HTMLElement> | undefined;
  const joined = useBoth(ref, own);
  if (!element) return null;
  // A server component, a link that looks like a button, may have none.
  const refs = ref || own ? { ref: joined } : {};
  return cloneElement(element, { ...merged(props as Props, element.props), ...refs });
}
