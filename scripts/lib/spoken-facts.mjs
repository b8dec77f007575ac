// The facts of the vocabulary as parts of sentences, for the rule book.

/**
 * How a fact is worded within a sentence.
 * @typedef {object} Spoken
 * @property {string} topic as a heading
 * @property {[yes: string, no: string]} [truths] the clauses for true and false, of a boolean
 * @property {string} [is] precedes the value of a choice
 * @property {string} [isNot]
 * @property {Record<string, string>} [values] replaces labels that do not fit into a sentence
 * @property {string} [date] the noun phrase for a date
 */

/** @type {Record<string, Spoken>} */
export const SPOKEN = {
  line_of_business: { topic: 'Kind of plan', is: 'the plan is', isNot: 'the plan is not', values: { commercial: 'Commercial', medicaid: 'Medicaid', medicare: 'Medicare', 'federal-employee-program': 'Federal Employee Program' } },
  program: { topic: 'Program', is: 'the plan is', isNot: 'the plan is not', values: { other: 'part of no such program' } },
  funding: { topic: 'Who pays for the care', is: 'the plan is', isNot: 'the plan is not', values: { insured: 'fully insured', 'self-funded': 'self-funded' } },
  network: { topic: 'Network', is: 'the provider is', isNot: 'the provider is not', values: { 'in-network': 'in the plan’s network', 'out-of-network': 'outside the plan’s network' } },
  plan_state: { topic: 'State of the plan', is: 'the plan is from', isNot: 'the plan is not from' },
  service: { topic: 'What was denied', is: 'the denial is about', isNot: 'the denial is not about', values: { 'provider-administered-medication': 'a medication given by a provider', 'retail-medication': 'a retail medication that the member takes at home' } },
  setting: { topic: 'Setting', is: 'the care is', isNot: 'the care is not', values: { inpatient: 'inpatient', outpatient: 'outpatient', emergency: 'emergency care' } },
  determination_issued: { topic: 'The decision', truths: ['the plan has made its decision', 'the plan has not made its decision yet'] },
  determination_date: { topic: 'Date of the decision', date: 'the date of the decision' },
  denial_timing: { topic: 'Point of care', is: 'the denial is from', isNot: 'the denial is not from', values: { 'pre-service': 'before the service', concurrent: 'during a stay or a course of treatment', 'post-service': 'after the service' } },
  denial_basis: { topic: 'Reason for the denial', is: 'the letter’s reason is', isNot: 'the letter’s reason is not', values: { 'medical-necessity': 'medical necessity', investigational: '“investigational”', contract: 'the contract', claim: 'a claim', reimbursement: 'reimbursement', other: 'another one' } },
  denial_date: { topic: 'Time to ask', date: 'the date on the denial letter' },
  notified_by: { topic: 'How the provider was told', is: 'the provider was told', isNot: 'the provider was not told' },
  notified_at: { topic: 'When the provider was told', date: 'the time at which the provider was told' },
  letter_received: { topic: 'The determination letter', truths: ['the provider has the determination letter', 'the provider does not have the determination letter yet'] },
  letter_offers_p2p: { topic: 'A letter that offers the call', truths: ['the letter offers a peer-to-peer', 'the letter does not offer a peer-to-peer'] },
  member_liable: { topic: 'Who has to pay', truths: ['the member has to pay', 'the member does not have to pay'] },
  service_rendered: { topic: 'Already given', truths: ['the denied service or dose has already been given', 'the denied service or dose has not been given yet'] },
  purpose: { topic: 'Purpose of the call', is: 'the call is meant', isNot: 'the call is not meant', values: { 'discuss-denial': 'to talk about this denial', 'open-expedited-appeal': 'to open an expedited appeal', reimbursement: 'to ask about reimbursement or a copay', 'policy-feedback': 'for a general question or feedback on a policy' } },
  expedited_appeal: { topic: 'Expedited appeal', truths: ['an expedited appeal has been filed', 'no expedited appeal has been filed'] },
  appeal_filed: { topic: 'Appeal', truths: ['an appeal has been filed', 'no appeal has been filed'] },
  prior_p2p: { topic: 'Earlier peer-to-peer', truths: ['there has already been a peer-to-peer on this denial', 'there has been no peer-to-peer on this denial'] },
  admission_date: { topic: 'Admission', date: 'the day of admission' },
  discharge_date: { topic: 'Day of discharge', date: 'the day of discharge' },
  member_discharged: { topic: 'Discharge', truths: ['the member has been discharged', 'the member has not been discharged'] },
  new_clinical_information: { topic: 'New clinical information', is: 'new clinical information', isNot: 'it is not the case that new clinical information', values: { none: 'is not there', planned: 'is planned', submitted: 'has been sent' } },
  requested_by: { topic: 'Who asks', is: 'the one who asks is', isNot: 'the one who asks is not' },
  attendee: { topic: 'Who takes the call', is: 'the one who takes the call is', isNot: 'the one who takes the call is not' },
  clinician_credential: { topic: 'Credential', is: 'the clinician on the call is a', isNot: 'the clinician on the call is not a', values: { other: 'clinician of another kind' } },
  denial_reference: { topic: 'Reference number' },
  member_id: { topic: 'Member’s ID number' },
  meeting_format: { topic: 'Phone or video', is: 'the call is asked for by', isNot: 'the call is not asked for by' },
  call_windows: { topic: 'Call windows' },
  windows_agreed: { topic: 'Agreed times', truths: ['the provider has agreed to these times', 'the provider has not agreed to these times'] },
};
