export function capitalize(text: string): string {
  return [...text]
    .map((letter, i) => (i > 0 ? letter.toLowerCase() : letter.toUpperCase()))
    .join('')
}
