export function compress(text: string): string {
  let packed = ''
  let run = 0
  for (let i = 0; i < text.length; i++) {
    run++
    if (text.charAt(i + 1) === text.charAt(i)) continue
    packed += text.charAt(i) + String(run)
    run = 0
  }
  return [text, packed].reduce((a, b) => (b.length < a.length ? b : a))
}
