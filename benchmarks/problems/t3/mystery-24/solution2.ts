export function mystery(text: string, n: number): string {
  let result = text
  for (let i = 0; i < n; i++) result = result.slice(1) + result.charAt(0)
  return result
}
