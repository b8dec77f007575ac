const LETTER = 'It quotes the words to look for in the letter; easier ones would not be found there.';
const NAMES = 'Its long words are a name or a title that the document prints.';

/**
 * The texts above grade 8, and why they have to be.
 * @type {Record<string, string>}
 */
export const ABOVE = {
  'facts/denial_basis/hint': LETTER,
  'asuris/questions/denial_basis/hint': LETTER,
  'asuris/rules/other-basis/message': LETTER,
  'regence/rules/other-basis/message': LETTER,
  'facts/member_discharged/question': 'A discharge from a facility is what the policy speaks of; “left” would count a leave too.',
  'pacificsource/rules/about-the-call/message': NAMES,
  'asuris/rules/contract-or-payment-questions/message': NAMES,
  'regence/rules/post-service-medication/message': NAMES,
};
