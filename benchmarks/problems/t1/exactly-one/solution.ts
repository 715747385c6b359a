export function exactlyOne(a: boolean, b: boolean, c: boolean): boolean {
  return Number(a) + Number(b) + Number(c) === 1
}
