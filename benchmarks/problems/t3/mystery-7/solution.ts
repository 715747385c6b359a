export function mystery(text: string): string {
  return [...text].map((c) => c + c).join('')
}
