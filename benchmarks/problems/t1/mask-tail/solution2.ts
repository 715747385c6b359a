export function mask(code: string): string {
  return [...code].map((c, i) => (i < code.length - 4 ? '*' : c)).join('')
}
