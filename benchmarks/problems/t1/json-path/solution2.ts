export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function lookUp(value: Json, path: string): Json | null {
  if (path === '') return value
  const item = /^\[(\d+)\](.*)$/.exec(path)
  if (item) {
    const at = Number(item[1])
    return Array.isArray(value) && at < value.length ? lookUp(value[at]!, item[2]!) : null
  }
  const [, name = '', rest = ''] = /^\.?([A-Za-z]+)(.*)$/.exec(path) ?? []
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) if (key === name) return lookUp(inner, rest)
  return null
}
