export type Value = null | boolean | number | string | Value[] | { [key: string]: Value }

export function isTrue(value: Value): boolean {
  if (value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Math.abs(value % 2) !== 1
  if (typeof value === 'string') return value[0] === value.at(-1)
  if (Array.isArray(value)) return value.filter(isTrue).length === 1
  return Object.values(value).every(isTrue)
}
