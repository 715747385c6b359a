// Attribute readers; the genome's table guarantees that they are there, so a miss is a bug.
import type { Attrs } from '@zooid/genome'

export function numberOf(attrs: Attrs, name: string): number {
  const value = attrs[name]
  if (typeof value !== 'number') throw new TypeError(`attribute ${name} is not a number`)
  return value
}
