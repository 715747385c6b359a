export function mystery(text: string): string {
  return [...text]
    .map((c, _i) => String.fromCharCode(97 + ((c.charCodeAt(0) - 97 + 1) % 26)))
    .join('')
}
