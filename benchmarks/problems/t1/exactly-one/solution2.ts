export function exactlyOne(a: boolean, b: boolean, c: boolean): boolean {
  if (a) return !b && !c
  return b !== c
}
