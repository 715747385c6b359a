// The types a program of the language handles, one letter each, and what they are called in TypeScript.
// Monomorphic on purpose: a production per instance keeps every legality check a comparison of letters.

/**
 * n number, s string, b boolean, N number[], S string[], G number[][], W string[][],
 * M Map<string, number>, o number | null.
 */
export type Type = 'n' | 's' | 'b' | 'N' | 'S' | 'G' | 'W' | 'M' | 'o'

export const types: readonly Type[] = ['n', 's', 'b', 'N', 'S', 'G', 'W', 'M', 'o']

const names: { readonly [type in Type]: string } = {
  n: 'number',
  s: 'string',
  b: 'boolean',
  N: 'number[]',
  S: 'string[]',
  G: 'number[][]',
  W: 'string[][]',
  M: 'Map<string, number>',
  o: 'number | null',
}

export function typeName(type: Type): string {
  return names[type]
}

const elements: { readonly [type in Type]?: Type } = { N: 'n', S: 's', G: 'N', W: 'S' }

/** What a list holds; null for what is no list. */
export function elementOf(type: Type): Type | null {
  return elements[type] ?? null
}

/** Whether a value is one of the type: what decides if an example fits a signature. */
export function isOfType(type: Type, value: unknown): boolean {
  switch (type) {
    case 'n':
      return typeof value === 'number'
    case 's':
      return typeof value === 'string'
    case 'b':
      return typeof value === 'boolean'
    case 'o':
      return value === null || typeof value === 'number'
    case 'M':
      return (
        value instanceof Map &&
        [...value].every(([key, count]) => typeof key === 'string' && typeof count === 'number')
      )
    default: {
      const element = elementOf(type)
      return Array.isArray(value) && value.every((item) => element && isOfType(element, item))
    }
  }
}

/** Equal the way tests compare: by content, with NaN equal to itself and -0 equal to 0. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a === 'number') return Number.isNaN(a) && Number.isNaN(b)
  if (a instanceof Map && b instanceof Map) return sameValue([...a], [...b])
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!sameValue(a[i], b[i])) return false
  return true
}
