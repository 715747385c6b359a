export function mystery(text: string): number[] {
  return text.split(' ').map((word) => word.length)
}
