export function atbash(text: string): string {
  return text.replace(/[a-z]/gi, (c) =>
    String.fromCharCode((c < 'a' ? 155 : 219) - c.charCodeAt(0)),
  )
}
