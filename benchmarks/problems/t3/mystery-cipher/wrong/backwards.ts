export function mystery(text: string): string {
  return [...text]
    .map((c, i) => String.fromCharCode(97 + ((c.charCodeAt(0) - 97 + 26 - (i % 26)) % 26)))
    .join('')
}
