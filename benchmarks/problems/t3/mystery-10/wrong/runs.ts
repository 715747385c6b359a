export function mystery(text: string): number {
  return (text.match(/(.)\1*/g) ?? []).length
}
