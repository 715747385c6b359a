// What variables stand for, innermost first, as a chain: entering a binding costs one cell and shares
// the rest, so a program with thousands of bindings costs thousands of cells, not millions.

export type Scope<Item> = {
  readonly item: Item
  readonly outer: Scope<Item>
} | null

export function enter<Item>(outer: Scope<Item>, item: Item): Scope<Item> {
  return { item, outer }
}

/** The binding of a de Bruijn index, or null when nothing binds it. */
export function lookUp<Item>(scope: Scope<Item>, index: number): Item | null {
  let at = scope
  for (let i = 0; i < index && at !== null; i++) at = at.outer
  return at?.item ?? null
}
