export type Value = null | boolean | number | string | Value[] | { [key: string]: Value }

export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'number':
      return !Number.isInteger(value) || value / 2 === Math.floor(value / 2)
    case 'string':
      return value.endsWith(value.charAt(0))
  }
  if (value === null) return false
  let yes = 0
  let no = 0
  for (const item of Object.values(value))
    if (isTrue(item)) yes++
    else no++
  return Array.isArray(value) ? yes === 1 : no === 0
}
