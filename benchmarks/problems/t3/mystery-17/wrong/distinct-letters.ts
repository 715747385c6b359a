export function mystery(text: string): number[] {
  return text.split(' ').map((word) => new Set(word).size)
}
