export function mystery(n: number): number {
  const text = String(n)
  return text.endsWith('0') ? n : Number([...text].reverse().join(''))
}
