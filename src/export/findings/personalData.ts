// What personal data looks like: by a check digit where there is one, else by a clear shape.
import isIBAN from 'validator/lib/isIBAN';
import isLuhnNumber from 'validator/lib/isLuhnNumber';
import isTaxID from 'validator/lib/isTaxID';
import type { Traits } from './traits';

/** `shape`: it looks like one, but its check digit is wrong. */
export type Likeness = 'none' | 'shape' | 'match';

export type Recogniser = (text: string, traits: Traits) => Likeness;

/** Of one text, so many are looked at. */
const mostSigns = 100;

/** An address, alone or inside a text. */
export const looksLikeEmail: Recogniser = (text, { hasAt }) => {
  if (!hasAt) return 'none';
  let signs = 0;
  for (let at = text.indexOf('@'); at !== -1 && signs < mostSigns; at = text.indexOf('@', at + 1)) {
    signs++;
    const around = text.slice(Math.max(0, at - 64), at + 256);
    const [before, after] = [around.slice(0, Math.min(at, 64)), around.slice(Math.min(at, 64) + 1)];
    if (/[\p{L}\d._%+'-]$/u.test(before) && /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2}/u.test(after))
      return 'match';
  }
  return 'none';
};

/** In E.164 with or without separators, as in North America with separators, or with a trunk `0` and separators. */
export const looksLikePhone: Recogniser = (text, { digits, letters }) => {
  if (digits < 7 || digits > 15 || letters > 0 || text.length > 25) return 'none';
  return phoneNumber.test(text) && !dateOrZip.test(text) ? 'match' : 'none';
};

const phoneNumber =
  /^(?:\+[1-9][\d ()./-]{6,}|\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4}|\(?0\d{1,5}\)?[ /-]\d[\d -]{3,})$/;
const dateOrZip = /^(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{5}-\d{4})$/;

/** Major industries' numbers of ISO/IEC 7812: American Express, Diners, JCB, Visa, Mastercard, Discover, UnionPay. */
const cardNumber =
  /^(?:3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|[245]\d\d)\d{12,15})$/;

export const looksLikeCard: Recogniser = (text, { digits, letters }) => {
  if (digits < 13 || digits > 19 || letters > 0 || !/^\d[\d -]+\d$/.test(text)) return 'none';
  const number = text.replace(/[ -]/g, '');
  if (!cardNumber.test(number)) return 'shape';
  return isLuhnNumber(number) ? 'match' : 'shape';
};

/** ISO 13616, by its check digits and the lengths of its countries. */
export const looksLikeIban: Recogniser = (text, { digits, letters }) => {
  if (digits < 8 || letters < 2 || text.length > 42 || !/^[A-Z]{2}\d\d[ A-Z\d]+$/i.test(text)) return 'none';
  return isIBAN(text) ? 'match' : 'shape';
};

/** United States (social security number), United Kingdom (national insurance number): no check digit, but a clear shape. */
const shaped = [
  /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/,
  /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]$/,
];

/** With a check digit: Brazil, Germany, Italy, Poland, Spain. */
const checked = [
  { shape: /^\d{11}$|^\d{3}\.\d{3}\.\d{3}-\d\d$/, locales: ['de-DE', 'pl-PL', 'pt-BR'] },
  { shape: /^[\dXYZ]\d{7}[A-Z]$/, locales: ['es-ES'] },
  { shape: /^[A-Z]{6}[A-Z\d]{2}[A-Z][A-Z\d]{2}[A-Z][A-Z\d]{3}[A-Z]$/, locales: ['it-IT'] },
];

export const looksLikeNationalId: Recogniser = (text, { digits }) => {
  if (digits < 6 || digits > 11 || text.length > 16) return 'none';
  if (shaped.some((shape) => shape.test(text))) return 'match';
  const candidate = checked.find(({ shape }) => shape.test(text));
  if (!candidate) return 'none';
  return candidate.locales.some((locale) => isTaxID(text, locale)) ? 'match' : 'shape';
};
