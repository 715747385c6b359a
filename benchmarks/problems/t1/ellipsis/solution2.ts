export function shorten(text: string, max: number): string {
  const kept = [...text]
  if (kept.length > max) kept.splice(max - 3, kept.length, '.', '.', '.')
  return kept.join('')
}
