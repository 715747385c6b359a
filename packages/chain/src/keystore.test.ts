import type { Json } from '@zooid/base'
import { describe, expect, it } from 'vitest'
import { decryptKey, encryptKey } from './keystore.ts'

// The two test vectors of the Web3 Secret Storage definition, version 3.
const secret = '0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d'
const pbkdf2Vector = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
    ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
    kdf: 'pbkdf2',
    kdfparams: {
      c: 262144,
      dklen: 32,
      prf: 'hmac-sha256',
      salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
    },
    mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
}
const scryptVector = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
    ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 262144,
      r: 1,
      p: 8,
      salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
    },
    mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
}

describe('version 3 keystore', () => {
  it('opens the published vectors', async () => {
    expect(await decryptKey(pbkdf2Vector, 'testpassword')).toBe(secret)
    expect(await decryptKey(scryptVector, 'testpassword')).toBe(secret)
    await expect(decryptKey(pbkdf2Vector, 'testpasswort')).rejects.toMatchObject({
      code: 'chain.passphrase',
    })
  })

  it('opens what it wrote', async () => {
    const keystore = await encryptKey(secret, 'päss phrase')
    expect(keystore.address).toBe('008aeeda4d805471df9b2a5b0f38a0c3bcba786b')
    expect(await decryptKey(JSON.parse(JSON.stringify(keystore)), 'päss phrase')).toBe(secret)
  })

  it('refuses malformed keystores and ones that would cost too much to open', async () => {
    const { crypto } = scryptVector
    const bad: Json[] = [
      null,
      [],
      {},
      { ...scryptVector, version: 1 },
      { version: 3, crypto: { ...crypto, cipher: 'aes-256-gcm' } },
      { version: 3, crypto: { ...crypto, kdf: 'none' } },
      { version: 3, crypto: { ...crypto, ciphertext: 'zz' } },
      { version: 3, crypto: { ...crypto, mac: 12 } },
      { version: 3, crypto: { ...crypto, kdfparams: { ...crypto.kdfparams, n: 2 ** 30 } } },
      { version: 3, crypto: { ...crypto, kdfparams: { ...crypto.kdfparams, n: 1000 } } },
      { version: 3, crypto: { ...crypto, kdfparams: { ...crypto.kdfparams, r: -1 } } },
      {
        version: 3,
        crypto: {
          ...pbkdf2Vector.crypto,
          kdfparams: { ...pbkdf2Vector.crypto.kdfparams, c: 2 ** 40 },
        },
      },
    ]
    for (const keystore of bad)
      await expect(decryptKey(keystore, 'x')).rejects.toMatchObject({ code: 'chain.keystore' })
  })
})
