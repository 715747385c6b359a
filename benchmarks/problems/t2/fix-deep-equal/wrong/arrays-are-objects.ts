export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function same(a: Json, b: Json): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  if (left.length !== right.size) return false
  return left.every(([key, value]) => {
    const other = right.get(key)
    return other !== undefined && same(value, other)
  })
}
