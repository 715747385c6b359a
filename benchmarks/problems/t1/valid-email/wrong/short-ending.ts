export function isEmail(text: string): boolean {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*@([a-z0-9-]+\.)+[a-z]+$/.test(text)
}
