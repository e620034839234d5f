// Unpacks LZMA (https://www.7-zip.org/sdk.html, lzma-specification.txt) as `lzma.rs` packs it:
// no literal or position bits, the plain length in four bytes before the stream, no end mark.
// Names are those of the specification.
const unlzma = (packed) => {
  const plain = new Uint8Array(new DataView(packed.buffer).getUint32(0, true));
  const ONE_HALF = 1024;
  const probabilities = (count) => new Uint16Array(count).fill(ONE_HALF);
  const lengths = () => ({ choice: probabilities(2), low: probabilities(8), mid: probabilities(8), high: probabilities(256) });

  let next = 9; // behind the length and the first five bytes of the range coder, of which one is 0
  let range = 0xffffffff;
  let code = new DataView(packed.buffer).getUint32(5);

  const bit = (model, at) => {
    const probability = model[at];
    const bound = (range >>> 11) * probability;
    let decoded;
    if (code < bound) {
      range = bound;
      model[at] = probability + ((2048 - probability) >> 5);
      decoded = 0;
    } else {
      range -= bound;
      code -= bound;
      model[at] = probability - (probability >> 5);
      decoded = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[next++]) >>> 0;
    }
    return decoded;
  };
  const tree = (model, bits) => {
    let at = 1;
    for (let count = bits; count > 0; count--) at = (at << 1) | bit(model, at);
    return at - (1 << bits);
  };
  const reversed = (model, from, bits) => {
    let at = 1;
    let value = 0;
    for (let shift = 0; shift < bits; shift++) {
      const decoded = bit(model, from + at);
      at = (at << 1) | decoded;
      value |= decoded << shift;
    }
    return value;
  };
  const direct = (bits) => {
    let value = 0;
    for (let count = bits; count > 0; count--) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code -= range;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | packed[next++]) >>> 0;
      }
      value = (value << 1) | one;
    }
    return value;
  };
  const length = (model) => {
    if (!bit(model.choice, 0)) return 2 + tree(model.low, 3);
    if (!bit(model.choice, 1)) return 10 + tree(model.mid, 3);
    return 18 + tree(model.high, 8);
  };

  const literal = probabilities(0x300);
  const isMatch = probabilities(12);
  const isRep = probabilities(12);
  const isRepG0 = probabilities(12);
  const isRepG1 = probabilities(12);
  const isRepG2 = probabilities(12);
  const isRep0Long = probabilities(12);
  const posSlots = [0, 1, 2, 3].map(() => probabilities(64));
  const posSpecial = probabilities(128);
  const posAlign = probabilities(16);
  const matchLength = lengths();
  const repLength = lengths();

  const distance = (matched) => {
    const slot = tree(posSlots[Math.min(matched - 2, 3)], 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return base + reversed(posSpecial, base - slot, bits);
    return base + ((direct(bits - 4) << 4) >>> 0) + reversed(posAlign, 0, 4);
  };

  let state = 0;
  let rep0 = 0;
  let rep1 = 0;
  let rep2 = 0;
  let rep3 = 0;
  let at = 0;
  while (at < plain.length) {
    if (!bit(isMatch, state)) {
      let symbol = 1;
      if (state >= 7) {
        let match = plain[at - rep0 - 1];
        do {
          const matchBit = (match >> 7) & 1;
          match <<= 1;
          const decoded = bit(literal, ((1 + matchBit) << 8) + symbol);
          symbol = (symbol << 1) | decoded;
          if (matchBit !== decoded) break;
        } while (symbol < 256);
      }
      while (symbol < 256) symbol = (symbol << 1) | bit(literal, symbol);
      plain[at++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let matched;
    if (!bit(isRep, state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      matched = length(matchLength);
      state = state < 7 ? 7 : 10;
      rep0 = distance(matched);
    } else {
      if (!bit(isRepG0, state)) {
        if (!bit(isRep0Long, state)) {
          state = state < 7 ? 9 : 11;
          plain[at] = plain[at - rep0 - 1];
          at++;
          continue;
        }
      } else if (!bit(isRepG1, state)) {
        [rep0, rep1] = [rep1, rep0];
      } else if (!bit(isRepG2, state)) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      matched = length(repLength);
      state = state < 7 ? 8 : 11;
    }
    for (const end = at + matched; at < end; at++) plain[at] = plain[at - rep0 - 1];
  }
  return plain;
};
