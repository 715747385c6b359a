export type Nested = number | Nested[]

export function deepFlatten(nested: Nested): number[] {
  if (typeof nested === 'number') return [nested]
  return [
    ...nested.filter((item) => typeof item === 'number'),
    ...nested.filter((item) => typeof item !== 'number').flatMap(deepFlatten),
  ]
}
