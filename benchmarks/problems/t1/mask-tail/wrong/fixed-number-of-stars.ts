export function mask(code: string): string {
  return `****${code.slice(-4)}`
}
