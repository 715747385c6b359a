export function atbash(text: string): string {
  return text.toLowerCase().replace(/[a-z]/g, (c) => String.fromCharCode(219 - c.charCodeAt(0)))
}
