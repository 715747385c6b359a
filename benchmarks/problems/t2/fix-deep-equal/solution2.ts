export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function same(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const keys = Object.keys(value).sort()
  return { object: keys.map((key) => [key, sorted(value[key] ?? null)]) }
}
