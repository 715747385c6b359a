export function zigzag(text: string, rails: number): string {
  return Array.from({ length: rails }, (_, k) =>
    [...text].filter((_, i) => i % rails === k).join(''),
  ).join('')
}
