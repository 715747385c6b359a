export function digitSum(text: string): number {
  return text.replace(/\D/g, '').length
}
