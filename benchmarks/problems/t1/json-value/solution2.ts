export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function stringify(value: Json): string {
  const sorted = (part: Json): Json => {
    if (Array.isArray(part)) return part.map(sorted)
    if (part === null || typeof part !== 'object') return part
    const entries = Object.entries(part).map(([key, item]): [string, Json] => [key, sorted(item)])
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return JSON.stringify(sorted(value))
}
