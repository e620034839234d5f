// Bytes from text of seven bits a character; septets.rs says how.
const septets = (text) => {
  const bytes = new Uint8Array(text.length * 2);
  let held = 0;
  let bits = 0;
  let to = 0;
  for (let from = 0; from < text.length; from++) {
    const code = text.charCodeAt(from);
    const wide = code > 511;
    held = wide ? (held << 16) | ("\0\r<".charCodeAt((code >> 9) - 1) << 9) | (code & 511) : (held << 7) | (code & 127);
    for (bits += wide ? 16 : 7; bits >= 8; held &= (1 << bits) - 1) {
      bits -= 8;
      bytes[to++] = held >> bits;
    }
  }
  return bytes.subarray(0, to);
};
