// Bytes from text of seven bits a character; septets.rs says how.
const septets = (text) => {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let held = 0;
  let bits = 0;
  for (let from = 0, to = 0; from < text.length; from++) {
    held = (held << 7) | (text.charCodeAt(from) & 127);
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      bytes[to++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
};
