export function exactlyOne(a: boolean, b: boolean, c: boolean): boolean {
  return a || b || c
}
