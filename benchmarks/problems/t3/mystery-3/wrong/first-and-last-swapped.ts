export function mystery(n: number): number {
  const text = String(n)
  return text.length < 2 ? n : Number(text.at(-1)! + text.slice(1, -1) + text[0]!)
}
