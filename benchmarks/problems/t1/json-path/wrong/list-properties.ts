export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function lookUp(value: Json, path: string): Json | null {
  let here: Json | undefined = value
  for (const [step] of path.matchAll(/[a-z]+|\d+/gi)) {
    if (typeof here !== 'object' || here === null) return null
    if (Array.isArray(here))
      here = Object.entries(Object.getOwnPropertyDescriptors(here)).find(
        ([key]) => key === step,
      )?.[1]?.value as Json
    else here = Object.hasOwn(here, step) ? here[step] : undefined
  }
  return here ?? null
}
