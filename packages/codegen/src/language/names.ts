// Names for the variables of printed code: by type, or as the production suggests, never one in sight.
import type { Production } from './production.ts'
import type { Type } from './type.ts'

const bases: { readonly [type in Type]: string } = {
  n: 'x',
  s: 'word',
  b: 'flag',
  N: 'row',
  S: 'group',
  G: 'rows',
  W: 'groups',
  M: 'counts',
  o: 'found',
}

/** Base name of the variable that a lambda slot binds at `bind`. */
export function baseName({ slots, names }: Production, slot: number, bind: number): string {
  const binds = slots[slot]?.binds ?? []
  const suggested = names?.[slot]?.[bind]
  if (suggested) return suggested
  // A number that comes second beside an item is its index.
  const isIndex =
    names?.[slot] === undefined && bind === 1 && binds.length === 2 && binds[1] === 'n'
  return isIndex ? 'i' : bases[binds[bind] ?? 'n']
}

const letters: { readonly [base: string]: readonly string[] } = {
  x: ['x', 'y', 'z', 'u', 'v'],
  i: ['i', 'j', 'k', 'm'],
  a: ['a', 'c', 'p'],
  b: ['b', 'd', 'q'],
}

/** `base`, or what comes after it in a row of names. */
export function freshName(base: string, isTaken: (name: string) => boolean): string {
  for (const name of letters[base] ?? [base]) if (!isTaken(name)) return name
  for (let i = 2; ; i++) {
    const name = `${base}${i}`
    if (!isTaken(name)) return name
  }
}
