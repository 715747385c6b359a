export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function stringify(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `"${key}":${stringify(value[key]!)}`).join(',')}}`
}
