export function outer(text: string): string {
  return text === '' ? '' : `${text[0]}${text[text.length - 1]}`
}
