export function mystery(text: string): number {
  return (/\(+/.exec(text) ?? [''])[0].length
}
