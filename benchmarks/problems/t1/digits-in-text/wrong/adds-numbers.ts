export function digitSum(text: string): number {
  return (text.match(/\d+/g) ?? []).map(Number).reduce((a, b) => a + b, 0)
}
