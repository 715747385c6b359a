export type Nested = number | Nested[]

export function deepFlatten(nested: Nested): number[] {
  return typeof nested === 'number'
    ? [nested]
    : nested.flat(1).filter((item) => typeof item === 'number')
}
