export function stripComments(text: string): string {
  let state: 'text' | 'slash' | 'comment' | 'star' = 'text'
  let kept = ''
  for (const char of text) {
    if (state === 'text') {
      if (char === '/') state = 'slash'
      else kept += char
    } else if (state === 'slash') {
      if (char === '*') state = 'comment'
      else kept += '/'
      if (char !== '/' && char !== '*') {
        kept += char
        state = 'text'
      }
    } else if (state === 'comment') {
      if (char === '*') state = 'star'
    } else if (char === '/') state = 'text'
    else if (char !== '*') state = 'comment'
  }
  return state === 'slash' ? `${kept}/` : kept
}
