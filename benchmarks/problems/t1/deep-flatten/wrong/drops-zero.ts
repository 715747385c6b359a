export type Nested = number | Nested[]

export function deepFlatten(nested: Nested): number[] {
  const numbers = typeof nested === 'number' ? [nested] : nested.flatMap(deepFlatten)
  return numbers.filter(Boolean)
}
