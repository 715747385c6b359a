export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
