export function isEmail(text: string): boolean {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*@([a-z0-9-]+\.)+[a-z0-9]{2,}$/.test(text)
}
