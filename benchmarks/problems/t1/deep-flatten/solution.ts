export type Nested = number | Nested[]

export function deepFlatten(nested: Nested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(deepFlatten)
}
