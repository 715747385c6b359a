export type Value = null | boolean | number | string | Value[] | { [key: string]: Value }

export function isTrue(value: Value): boolean {
  return Boolean(value)
}
