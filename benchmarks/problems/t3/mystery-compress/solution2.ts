export function mystery(text: string): string {
  return [...text].filter((c, i) => c !== text[i - 1]).join('')
}
