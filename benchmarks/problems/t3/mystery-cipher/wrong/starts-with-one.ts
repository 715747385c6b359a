export function mystery(text: string): string {
  return [...text]
    .map((c, i) => String.fromCharCode(97 + ((c.charCodeAt(0) - 97 + i + 1) % 26)))
    .join('')
}
