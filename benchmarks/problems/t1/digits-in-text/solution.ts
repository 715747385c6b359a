export function digitSum(text: string): number {
  return [...text].reduce((sum, c) => sum + (c >= '0' && c <= '9' ? Number(c) : 0), 0)
}
