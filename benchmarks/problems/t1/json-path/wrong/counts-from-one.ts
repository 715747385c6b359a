export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function lookUp(value: Json, path: string): Json | null {
  let here: Json | undefined = value
  for (const [step] of path.matchAll(/[a-z]+|\d+/gi)) {
    if (typeof here !== 'object' || here === null) return null
    if (Array.isArray(here)) here = /\d/.test(step) ? here[Number(step) - 1] : undefined
    else here = Object.hasOwn(here, step) ? here[step] : undefined
  }
  return here ?? null
}
